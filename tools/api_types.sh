#!/usr/bin/env bash
# The console's types from the program's own OpenAPI document: tools/api_types.sh [--check]
# Writes web/src/api/schema.ts, or with --check fails when it is not what the program says.
set -euo pipefail
cd "$(dirname "$0")/.."
document=$(mktemp)
trap 'rm -f "$document"' EXIT
tools/build.sh debug evenkeel >/dev/null
build/debug/src/app/evenkeel openapi >"$document"
tools/web.sh types "$document" "$@"
