set -uo pipefail
# every parser of outside bytes under libFuzzer: seconds for each, with --long five minutes and how much of each reader is reached
[ -d tests/fuzz ] || exit 77
tools/build.sh fuzz tests/fuzz/all || exit 1
seconds=5
[ -z "$EVENKEEL_LONG" ] || seconds=300
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1

passed=0 failed=0
for target in build/fuzz/tests/fuzz/*_fuzz; do
  name=${target##*/}
  # What earlier runs found interesting is kept; what once failed is part of the repository and runs first.
  mkdir -p ".cache/fuzz/$name"
  seeds=(".cache/fuzz/$name")
  [ ! -d "tests/fuzz/corpus/$name" ] || seeds+=("tests/fuzz/corpus/$name")
  if "$target" -max_total_time=$seconds -timeout=5 -rss_limit_mb=2048 -max_len=65536 -verbosity=0 -print_funcs=0 \
    -artifact_prefix="$RESULTS/$name-" "${seeds[@]}"; then
    passed=$((passed + 1))
  else
    echo "fuzz: $name failed; its input is in $RESULTS"
    failed=$((failed + 1))
  fi
done
if [ -n "$EVENKEEL_LONG" ]; then
  if tools/fuzz_coverage.sh 0; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
fi
echo "$passed passed, $failed failed" | tee "$RESULTS/counts.txt"
[ $failed = 0 ]
