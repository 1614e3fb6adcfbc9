#!/usr/bin/env bash
# The end-to-end journeys: tests/e2e/run.sh [WORD...]. Installs what they need and runs them on the newest build.
set -euo pipefail
cd "$(dirname "$0")"
. ../../tools/env.sh
lock=$(sha256sum package-lock.json)
if [ "$lock" != "$(cat node_modules/.installed-lock 2>/dev/null)" ]; then
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error
  echo "$lock" >node_modules/.installed-lock
fi
exec node run.mjs "$@"
