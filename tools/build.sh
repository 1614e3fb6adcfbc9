#!/usr/bin/env bash
# Configures and builds a preset: tools/build.sh debug [TARGET...]
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:?usage: tools/build.sh PRESET [TARGET...]}
shift
# Configuring again takes seconds and is needed only when its own files changed; ninja sees that by itself.
[ -e "build/$preset/build.ninja" ] || cmake --preset "$preset" >"/dev/null"
ninja -C "build/$preset" -j "${EVENKEEL_JOBS:-$(nproc)}" "$@"
