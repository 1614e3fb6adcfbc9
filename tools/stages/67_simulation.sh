set -uo pipefail
# random lives of a register under crashes, failed commits, clock steps and lost mails; a failing seed says how to see it again
tools/build.sh debug simulate || exit 1
runs=12
[ -z "${EVENKEEL_LONG:-}" ] || runs=3000
tools/with_postgres.sh build/debug/tests/sim/simulate --runs $runs | tee "$RESULTS/log.txt"
code=${PIPESTATUS[0]}
tail -n 1 "$RESULTS/log.txt" >"$RESULTS/counts.txt"
exit "$code"
