set -uo pipefail
# every parser of outside bytes under libFuzzer: seconds for each, with --long five minutes and how much of each reader is reached
[ -d tests/fuzz ] || exit 77
tools/build.sh fuzz tests/fuzz/all || exit 1
seconds=5
[ -z "$EVENKEEL_LONG" ] || seconds=300
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1

passed=0 failed=()
for target in build/fuzz/tests/fuzz/*_fuzz; do
  name=${target##*/}
  # What earlier runs found interesting is kept; what once failed is part of the repository and runs first.
  mkdir -p ".cache/fuzz/$name"
  seeds=(".cache/fuzz/$name")
  [ ! -d "tests/fuzz/corpus/$name" ] || seeds+=("tests/fuzz/corpus/$name")
  # A good run has nothing to tell but dictionaries; of a bad one the log is kept beside its input.
  if "$target" -max_total_time=$seconds -timeout=5 -rss_limit_mb=2048 -max_len=65536 -verbosity=0 -print_funcs=0 \
    -artifact_prefix="$RESULTS/$name-" "${seeds[@]}" >"$RESULTS/$name.log" 2>&1; then
    echo "fuzz: $name ok"
    passed=$((passed + 1))
  else
    echo "fuzz: $name failed"
    failed+=("$name")
  fi
done
if [ -n "$EVENKEEL_LONG" ]; then
  if tools/fuzz_coverage.sh 0; then passed=$((passed + 1)); else failed+=(fuzz_coverage); fi
fi

# Of a stage that failed the end of its output is shown: here stands what and why.
for name in "${failed[@]}"; do
  [ -f "$RESULTS/$name.log" ] || continue
  echo "== $name failed; its input is in $RESULTS"
  # From the sanitizer's or libFuzzer's first word on; a target that died without one tells its last words.
  log=$RESULTS/$name.log noise="Recommended dictionary\|# Uses:"
  error=$(grep -av "$noise" "$log" | grep -an -m1 "ERROR\|runtime error\|ALARM\|Assertion" | cut -d: -f1)
  grep -av "$noise" "$log" |
    if [ -n "$error" ]; then tail -n "+$error" | head -n 15; else tail -n 15; fi | cut -c1-240
done
echo "$passed passed, ${#failed[@]} failed" | tee "$RESULTS/counts.txt"
[ ${#failed[@]} = 0 ]
