set -euo pipefail
# the checks check: every rule of the rooms fires, results are counted right; each clock case names tests that are there
tools/check_rooms_test.py | tee "$RESULTS/counts.txt"
tools/count_results_test.py | tee -a "$RESULTS/counts.txt"
tools/clock_cases_test.py | tee -a "$RESULTS/counts.txt"
