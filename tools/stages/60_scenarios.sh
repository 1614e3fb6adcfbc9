set -uo pipefail
# scenario files: whole flows over a virtual clock, on both databases
tools/build.sh debug scenario_runner || exit 1
tools/with_postgres.sh build/debug/tests/scenario/scenario_runner tests/scenario/*.scn | tee "$RESULTS/log.txt"
code=${PIPESTATUS[0]}
tail -n 1 "$RESULTS/log.txt" >"$RESULTS/counts.txt"
exit "$code"
