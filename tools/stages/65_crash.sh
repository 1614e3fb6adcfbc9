set -uo pipefail
# kill -9 under load, lost databases, full disks and damaged files, against a ledger of what was answered
tools/build.sh debug evenkeel || exit 1
tools/with_postgres.sh tests/crash/crash_test.py | tee "$RESULTS/log.txt"
code=${PIPESTATUS[0]}
tail -n 1 "$RESULTS/log.txt" >"$RESULTS/counts.txt"
exit "$code"
