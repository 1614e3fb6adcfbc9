set -euo pipefail
# the console builds, and its unit tests
[ -e web/package.json ] || exit 77
tools/web.sh build
tools/web.sh test --reporter=default --reporter=junit --outputFile.junit="$RESULTS/vitest.xml"
