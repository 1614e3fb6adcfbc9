#!/usr/bin/env bash
# import, export and completion as an operator calls them:  cli_test.sh PROGRAM SOURCE_FOLDER
set -euo pipefail
program=$1
source=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fail() { echo "FAILED: $*" >&2; exit 1; }
expect() { grep -qF -- "$1" "$2" || { cat "$2" >&2; fail "no \"$1\""; }; }
evenkeel() { "$program" --database "$folder/register.db" "$@"; }
code() { local c=0; "$@" >out.txt 2>err.txt || c=$?; echo "$c"; }

mapping=$source/share/mappings/servicenow-log.toml
life=$source/tests/import/life.csv

[ "$(code evenkeel import "$life" --mapping "$mapping" --dry-run)" = 0 ] || fail "dry run: $(cat out.txt err.txt)"
expect "Dry run" out.txt
expect "1 new, 0 continued" out.txt
[ "$(code evenkeel export incidents)" = 0 ] || fail "export: $(cat err.txt)"
[ "$(wc -l <out.txt)" = 1 ] || fail "a dry run wrote something"

[ "$(code evenkeel import "$life" --mapping "$mapping")" = 0 ] || fail "import: $(cat out.txt err.txt)"
expect "12 changes written" out.txt
[ "$(code evenkeel import "$life" --mapping "$mapping")" = 0 ] || fail "import again: $(cat err.txt)"
expect "0 changes written" out.txt
[ -z "$(ls ./*.import-report.csv 2>/dev/null)" ] || fail "a report without findings"

# Something was not taken: exit code 3, and a report in this folder.
[ "$(code evenkeel import "$source/tests/import/unknown_state.csv" --mapping "$mapping")" = 3 ] || fail "exit code of a partial import"
expect "unknown_state" unknown_state.csv.import-report.csv
partly=$source/tests/import/unknown_state.csv
[ "$(code evenkeel import "$partly" --mapping "$mapping" --report -)" = 3 ] || fail "report on standard output"
head -1 out.txt | grep -q '^line,number,what,code,why' || fail "standard output is not the report alone"

[ "$(code evenkeel audit verify)" = 0 ] || fail "audit: $(cat out.txt)"
[ "$(code evenkeel export incidents --filter 'reopenings > 0' --output one.csv)" = 0 ] || fail "export: $(cat err.txt)"
[ "$(grep -c '^INC0000007,' one.csv)" = 1 ] || fail "the reopened incident is not in its export"
[ "$(code evenkeel export incidents --format jsonl --history --filter 'number = INC0000007')" = 0 ] || fail "export: $(cat err.txt)"
expect '"kind":"incident.reopened"' out.txt
[ "$(code evenkeel export people --output people.csv)" = 0 ] || fail "export of people"
[ "$(code evenkeel import people.csv --kind people)" = 0 ] || fail "import of people: $(cat out.txt err.txt)"
expect "0 updated" out.txt

# What cannot be: a clear word, nothing written, never a crash.
[ "$(code evenkeel import nowhere.csv --mapping "$mapping")" = 1 ] || fail "a file that is not there"
expect "nowhere.csv cannot be read" err.txt
[ "$(code evenkeel import "$life" --mapping nowhere.toml)" = 2 ] || fail "a mapping that is not there"
[ "$(code evenkeel import "$life")" = 2 ] || fail "neither mapping nor kind"
[ "$(code evenkeel import "$life" --kind teams)" = 2 ] || fail "columns that are no fields"
expect "There is no field" err.txt
[ "$(code evenkeel export dragons)" = 2 ] || fail "a kind that is not there"
[ "$(code evenkeel export incidents --filter 'state = asleep')" = 2 ] || fail "a condition that is none"

# A roster of another tool: looked at, refused with somebody who is not known, brought in, and again.
printf '%s' '{"schedules":[{"id":"P1","name":"Network on call","time_zone":"Europe/Berlin","schedule_layers":[{"id":"L1","name":"Week",
  "start":"2026-01-05T09:00:00+01:00","end":null,"rotation_virtual_start":"2026-01-05T09:00:00+01:00",
  "rotation_turn_length_seconds":604800,"users":[{"user":{"id":"U1","summary":"First line 04"}}]}]}]}' >pagerduty.json
[ "$(code evenkeel import roster pagerduty.json --from pagerduty --preview)" = 3 ] || fail "preview of a roster: $(cat out.txt err.txt)"
expect "person_unmatched: Not known here: First line 04" out.txt
expect "Preview, nothing was written." out.txt
[ "$(code evenkeel import roster pagerduty.json --from pagerduty --person U1=nobody)" = 2 ] || fail "a login that is not there"
expect "nobody here has the login" err.txt
[ "$(code evenkeel import roster pagerduty.json --from pagerduty --vacant)" = 0 ] || fail "import of a roster: $(cat out.txt err.txt)"
expect "made       roster   Network on call" out.txt
[ "$(code evenkeel import roster pagerduty.json --from pagerduty --vacant)" = 0 ] || fail "the same roster again: $(cat out.txt err.txt)"
expect "unchanged  roster   Network on call" out.txt
[ "$(code evenkeel import roster pagerduty.json --from nowhere)" = 2 ] || fail "a tool that is not known"
[ "$(code evenkeel import roster nowhere.json --from grafana)" = 1 ] || fail "a roster file that is not there"
[ "$(code evenkeel import)" = 2 ] || fail "import without a file"
[ "$(code evenkeel audit verify)" = 0 ] || fail "audit after rosters: $(cat out.txt)"

# The completion is a script that bash reads, and knows commands and options.
evenkeel completion bash >completion.bash
bash -n completion.bash || fail "the completion is no bash"
ask='source ./completion.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _evenkeel; echo "${COMPREPLY[@]}"'
complete_words() { bash -c "$ask" - "$@"; }
[[ " $(complete_words evenkeel im) " == *" import "* ]] || fail "completion of a command: $(complete_words evenkeel im)"
[[ " $(complete_words evenkeel import x.csv --dry) " == *" --dry-run "* ]] || fail "completion of an option"
[[ " $(complete_words evenkeel audit v) " == *" verify "* ]] || fail "completion below a command"
echo "import, export and completion: ok"
