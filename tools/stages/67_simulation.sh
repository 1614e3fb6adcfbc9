set -uo pipefail
# random lives of a register, and thousands of escalations, under crashes, failed commits, clock steps and lost mails
tools/build.sh debug simulate || exit 1
runs=12
escalations=2000
preset=debug
if [ -n "${EVENKEEL_LONG:-}" ]; then
  runs=3000
  escalations=1000000
  preset=release  # what the sanitizers find, they find in thousands
fi
tools/build.sh "$preset" simulate_pages || exit 1
# Registers of some seconds: their files need no disk.
[ -w /dev/shm ] && export TMPDIR=/dev/shm
tools/with_postgres.sh build/debug/tests/sim/simulate --runs $runs | tee "$RESULTS/log.txt"
code=${PIPESTATUS[0]}
tools/with_postgres.sh "build/$preset/tests/sim/simulate_pages" --escalations $escalations | tee "$RESULTS/pages.txt"
pages=${PIPESTATUS[0]}
tail -qn 1 "$RESULTS/log.txt" "$RESULTS/pages.txt" >"$RESULTS/counts.txt"
[ "$code" -eq 0 ] && [ "$pages" -eq 0 ]
