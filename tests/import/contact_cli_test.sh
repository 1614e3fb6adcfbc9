#!/usr/bin/env bash
# Contact points as an operator keeps them at the command line:  contact_cli_test.sh PROGRAM
# What is sent leaves through a server, so a point is proven in tests/outside and in the journeys; here nothing is.
set -euo pipefail
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fail() { echo "FAILED: $*" >&2; cat out.txt err.txt >&2; exit 1; }
expect() { grep -qF -- "$1" "$2" || fail "no \"$1\" in $2"; }
evenkeel() { "$program" --database "$folder/register.db" "$@"; }
code() { local c=0; "$@" >out.txt 2>err.txt || c=$?; echo "$c"; }

echo "a harbour at low tide" | evenkeel user add --name "Register keeper 01" --login keeper01 --role administrator >out.txt 2>err.txt ||
  fail "an administrator"
mkdir settings
cat >settings/gateways.toml <<'EOF'
[[gateway]]
name = "SMS"
kind = "sms"
url = "https://sms.example.org/v1/messages"
EOF
cat >settings/teams.toml <<'EOF'
[[team]]
name = "Network"
EOF
[ "$(code evenkeel config apply settings)" = 0 ] || fail "a gateway and a team"

[ "$(code evenkeel contact list keeper01)" = 0 ] || fail "nobody's points"
[ ! -s out.txt ] || fail "there are points already"
[ "$(code evenkeel contact list)" = 1 ] || fail "whose was not said"
expect "say whose" err.txt
[ "$(code evenkeel contact list keeper01 --team Network)" = 1 ] || fail "two were named"
[ "$(code evenkeel contact list nobody01)" = 1 ] || fail "somebody who is not there"
expect "nobody signs in as nobody01" err.txt

[ "$(echo 0301234 | code evenkeel contact add keeper01 --gateway SMS)" = 1 ] || fail "a number that is none"
expect "(/target)" err.txt
[ "$(echo +4930123456 | code evenkeel contact add keeper01 --gateway Pager)" = 1 ] || fail "a gateway that is not there"
expect "there is no gateway Pager in use" err.txt
[ "$(echo +4930123456 | code evenkeel contact add keeper01 --gateway SMS --label Mobile)" = 0 ] || fail "a number"
expect "+49 ...456 is added" out.txt
point=$(sed -n 's/.*contact verify \([0-9]*\) CODE/\1/p' out.txt)
[ "$(code evenkeel contact list keeper01)" = 0 ] || fail "the points"
expect "$point  sms        Mobile" out.txt
expect "not proven; newest message waiting" out.txt
grep -q 4930123456 register.db* && fail "the number lies open in the register"

[ "$(code evenkeel contact verify "$point" 12)" = 1 ] || fail "a wrong code"
expect "(/code)" err.txt
[ "$(code evenkeel contact test "$point")" = 1 ] || fail "a test of what is not proven"
expect "Prove this contact point by its code first." err.txt
[ "$(code evenkeel contact remove 17)" = 1 ] || fail "a point that is not there"
expect "there is no contact point 17" err.txt
[ "$(code evenkeel contact remove "$point")" = 0 ] || fail "removing"
expect "Mobile is removed." out.txt
[ "$(code evenkeel contact list keeper01)" = 0 ] && [ ! -s out.txt ] || fail "it is still there"

[ "$(echo +4930123457 | code evenkeel contact add --team Network --gateway SMS)" = 0 ] || fail "a point of a team"
[ "$(code evenkeel contact list --team Network)" = 0 ] || fail "the points of a team"
expect "+49 ...457" out.txt
[ "$(code evenkeel audit verify)" = 0 ] || fail "audit"
[ "$(code evenkeel completion bash)" = 0 ] || fail "completion"
expect '"contact verify") commands=""' out.txt
echo "contact points at the command line: ok"
