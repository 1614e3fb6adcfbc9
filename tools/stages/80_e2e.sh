set -euo pipefail
# whole journeys through the console in Chromium, on the real binary
tools/web.sh build
tools/build.sh debug evenkeel
EVENKEEL=$PWD/build/debug/src/app/evenkeel tests/e2e/run.sh
