set -euo pipefail
# with --long alone: unit and conformance tests under the thread sanitizer
[ -n "$EVENKEEL_LONG" ] || exit 77
tools/build.sh tsan
export GTEST_OUTPUT=xml:$RESULTS/
export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1
tools/with_postgres.sh ctest --test-dir build/tsan --output-on-failure -j "${EVENKEEL_JOBS:-$(nproc)}" --timeout 1200
