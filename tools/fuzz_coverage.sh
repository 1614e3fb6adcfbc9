#!/usr/bin/env bash
# How much of every reader of outside bytes its fuzz target reaches: runs each target on its seeds and for some seconds
# more, and fails when a reader has less than 90 % of its lines covered, or when a target finds something.
#
#   tools/fuzz_coverage.sh [SECONDS] [TARGET...]      10 seconds a target, all targets, unless said otherwise; 0: the seeds alone
set -euo pipefail
cd "$(dirname "$0")/.."
least=90
seconds=${1:-10}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(basename -a -s .cpp tests/fuzz/*_fuzz.cpp)
build=build/fuzz_coverage
limit=-max_total_time=$seconds
[ "$seconds" != 0 ] || limit=-runs=0

# What each target is there to read. (src/base/fold.cpp is read by base_fuzz too, but a tenth of its lines runs in the compiler alone.)
readers_of() {
  case $1 in
    base_fuzz) echo src/base/{time,id,text}.cpp ;;
    record_fuzz) echo src/record/{json_parse,json_read,check,csv}.cpp ;;
    json_fuzz) echo src/record/{json_parse,json_read,check}.cpp ;;
    csv_fuzz) echo src/record/{csv,csv_value}.cpp ;;
    condition_fuzz) echo src/condition/{lexer,literal,path,parse,condition,custom,compile,evaluate}.cpp ;;
    http_fuzz) echo src/http/{request_reader,target,client_address}.cpp ;;
    scim_fuzz) echo src/connect/scim/{filter,patch}.cpp ;;
    holidays_fuzz) echo src/connect/icalendar/holidays.cpp ;;
    mail_reader_fuzz) echo src/connect/mail/{mail_reader,html_text}.cpp src/practice/mail_in/mail_rules.cpp ;;
    alerting_fuzz)
      echo src/connect/alerting/{texts,{alertmanager,webhook,generic,pagerduty,opsgenie,cloud}_events,opsgenie_heartbeats}.cpp
      ;;
    matchers_fuzz) echo src/practice/alert/matchers.cpp ;;
    cron_fuzz) echo src/practice/heartbeat/cron.cpp ;;
    chat_fuzz) echo src/connect/chat/requests.cpp ;;
    roster_source_fuzz)
      echo src/connect/rosters/{source,pagerduty,opsgenie,grafana,grafana_shift,icalendar,calendar_events,look,shape,repeated_shift}.cpp
      ;;
    *) echo "fuzz_coverage: say in readers_of() what $1 reads" >&2 && return 1 ;;
  esac
}

cmake -S . -B $build -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_CXX_FLAGS_DEBUG='-O1 -g1' \
  -DCMAKE_CXX_FLAGS='-fprofile-instr-generate -fcoverage-mapping' -DEVENKEEL_SANITIZE=fuzzer-no-link -DEVENKEEL_FUZZ=ON >/dev/null
ninja -C $build "${targets[@]}" >/dev/null

bad=0
for target in "${targets[@]}"; do
  files=$(readers_of "$target")
  found=$build/found/$target
  rm -rf "$found" && mkdir -p "$found"
  # New inputs are kept for this run alone; what is worth keeping goes to the seeds by hand.
  if ! LLVM_PROFILE_FILE=$found.profraw $build/tests/fuzz/"$target" "$limit" -max_len=4096 -timeout=10 \
    -artifact_prefix="$found/" "$found" tests/fuzz/corpus/"$target" >"$found.log" 2>&1; then
    echo "$target found something:" && tail -20 "$found.log"
    bad=1
    continue
  fi
  llvm-profdata merge -sparse "$found.profraw" -o "$found.profdata"
  # shellcheck disable=SC2086
  llvm-cov export -summary-only -instr-profile "$found.profdata" $build/tests/fuzz/"$target" $files |
    TARGET=$target LEAST=$least FILES=$files python3 -c '
import json, os, sys
least, wanted = float(os.environ["LEAST"]), os.environ["FILES"].split()
lines = {f["filename"]: f["summary"]["lines"] for f in json.load(sys.stdin)["data"][0]["files"]}
low = False
for name in wanted:
    found = [v for k, v in lines.items() if k.endswith(name)]
    percent = found[0]["percent"] if found else 0
    low |= percent < least
    print("%-14s %5.1f %%  %s%s" % (os.environ["TARGET"], percent, name, "" if percent >= least else "  <- less than %d %%" % least))
sys.exit(low)' || bad=1
done
exit $bad
