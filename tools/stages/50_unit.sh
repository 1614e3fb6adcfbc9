set -euo pipefail
# unit, property and conformance tests, on both databases
tools/build.sh debug
export GTEST_OUTPUT=xml:$RESULTS/
export UBSAN_OPTIONS=print_stacktrace=1
tools/with_postgres.sh ctest --test-dir build/debug --output-on-failure -j "${EVENKEEL_JOBS:-$(nproc)}" --timeout 1200
