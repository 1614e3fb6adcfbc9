#!/usr/bin/env bash
# What an operator does with a register from the command line:  operator_cli_test.sh PROGRAM
# Backup and restore with what the law had erased in between, copying, settings as files, proof, people.
set -euo pipefail
program=$1
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"

fail() { echo "FAILED: $*" >&2; cat out.txt err.txt >&2 || true; exit 1; }
expect() { grep -qF -- "$1" "$2" || fail "no \"$1\" in $2"; }
evenkeel() { "$program" --config "$folder/evenkeel.toml" "$@"; }
code() { local c=0; "$@" >out.txt 2>err.txt || c=$?; echo "$c"; }
# Whether a word is held in any table of a register.
holds() { sqlite3 "$1" .dump >dump.sql && grep -qF "$2" dump.sql; }

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat >evenkeel.toml <<END
data_folder = "$folder/data"
[http]
address = "127.0.0.1"
port = $port
public_url = "http://127.0.0.1:$port"
END
url=http://127.0.0.1:$port

start() {
  "$program" --config "$folder/evenkeel.toml" serve >server.log 2>&1 &
  server=$!
  for _ in $(seq 300); do
    curl -sf "$url/readyz" >/dev/null && return 0
    kill -0 "$server" 2>/dev/null || fail "the server ended: $(cat server.log)"
    sleep 0.1
  done
  fail "the server is not ready: $(cat server.log)"
}
stop() { kill "$server"; wait "$server" || true; server=; }
ask() { curl -sf -X POST "$url/api/v1/$1" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d "$2"; }
id_of() { python3 -c 'import json, sys; print(json.load(sys.stdin)["id"])'; }

# The configuration.
[ "$(code evenkeel config check)" = 0 ] || fail "config check"
expect "The configuration is good." out.txt
[ "$(code evenkeel config show)" = 0 ] || fail "config show"
expect "$port" out.txt
[ "$(code evenkeel config options)" = 0 ] || fail "config options"
expect "retention.closed_callers" out.txt
printf '[http]\nlisten_to = "x"\n' >wrong.toml
[ "$(code "$program" --config wrong.toml config check)" = 2 ] || fail "a configuration with an unknown option"
expect "listen_to" err.txt

# People.
add_admin() { echo 'a long enough passphrase 1' | evenkeel user add --name Administrator --login admin "$@"; }
[ "$(code add_admin --role administrator --role analyst)" = 0 ] || fail "user add"
[ "$(echo 'short' | code evenkeel user password admin)" = 1 ] || fail "a password that is too short"
[ "$(echo 'another long passphrase 2' | code evenkeel user password admin)" = 0 ] || fail "user password"
[ "$(echo 'another long passphrase 2' | code evenkeel user password nobody)" = 1 ] || fail "the password of nobody"
expect "nobody signs in as nobody" err.txt
[ "$(code evenkeel user list)" = 0 ] || fail "user list"
expect "Administrator" out.txt
token=$(evenkeel token create --login admin --name test --scopes everything)

# A caller's incident, in the words that shall go.
start
person=$(ask people '{"name":"Qnamemarker","phone":"4930zphonez","roles":["caller"]}' | id_of)
ask incidents "{\"title\":\"Qtitlemarker\",\"description\":\"Qwordsmarker\",\"caller\":\"$person\"}" >/dev/null
ask teams '{"name":"Network"}' >/dev/null || fail "a team"
[ "$(code evenkeel backup before.db)" = 0 ] || fail "backup beside a running server"
[ "$(code evenkeel backup before.db)" = 2 ] || fail "a backup over another"
ask "people/$person/erase" '{"reason":"asked for it"}' >/dev/null || fail "erase"
after=$(ask incidents '{"title":"After the backup"}' | id_of)
[ -n "$after" ] || fail "an incident after the backup"

# What one asks at a terminal by night, beside the running server.
layer() {
  local turns="{\"from\":\"2026-01-05\",\"turns\":[{\"people\":[\"$tech\"]}]}"
  echo "{\"name\":\"Week\",\"starts_on\":\"2026-01-05\",$1\"line_ups\":[$turns]}"
}
tech=$(ask people '{"name":"Engineer on call","phone":"4930555","mail":"tech@example.org","roles":["technician"]}' | id_of)
ask rosters "{\"name\":\"Core\",\"plan\":{\"layers\":[$(layer "")]}}" >/dev/null || fail "a roster"
[ "$(code evenkeel on-call core)" = 0 ] || fail "on-call"
expect "Engineer on call  4930555  tech@example.org  until" out.txt
[ "$(code evenkeel on-call Core --json --at 2037-01-05T12:00:00Z)" = 0 ] || fail "on-call as JSON"
python3 -c 'import json; [one] = json.load(open("out.txt"))["items"]; assert one["at"][:4] == "2037" and one["people"]' ||
  fail "on-call as JSON"
[ "$(code evenkeel on-call Nowhere)" = 1 ] || fail "a roster that is not there"
expect "called Nowhere" err.txt
[ "$(code evenkeel on-call --at tomorrow)" = 2 ] || fail "an instant that is none"
[ "$(code evenkeel gaps)" = 0 ] || fail "no gaps"
ask rosters "{\"name\":\"Ended\",\"plan\":{\"layers\":[$(layer '"ends_on":"2026-01-12",')]}}" >/dev/null || fail "another roster"
[ "$(code evenkeel gaps --days 2 --zone Europe/Berlin)" = 3 ] || fail "gaps"
expect "no layer" out.txt
[ "$(code evenkeel gaps --days 0)" = 1 ] || fail "gaps of no day"
expect "(/days)" err.txt
[ "$(code evenkeel gaps --zone Nowhere/At_all)" = 2 ] || fail "a zone that is none"
ask services '{"name":"Mail"}' >/dev/null || fail "a service"
ask escalation_policies '{"name":"Call","trigger":"logged","steps":"after 5m tell roster \"Core\""}' >/dev/null || fail "a policy"
[ "$(code evenkeel what-if mail --priority 1 --at 2026-12-24T03:00:00Z)" = 0 ] || fail "what-if"
expect "P1 of Mail at 2026-12-24 03:00" out.txt
expect '2026-12-24 03:05  Engineer on call  (Call: after 5m tell roster "Core")' out.txt
[ "$(code evenkeel foresight Mail --json)" = 0 ] || fail "foresight as JSON"
expect '"sequence":[{' out.txt
[ "$(code evenkeel foresight Nothing)" = 1 ] || fail "a service that is not there"
calendar=$(ask calendars '{"name":"Always","zone":"UTC","hours":"always"}' | id_of)
ask agreements "{\"name\":\"Gold\",\"calendar\":\"$calendar\",\"goals\":\"restoration 4h\"}" >/dev/null || fail "an agreement"
number=$(ask incidents '{"title":"With a clock"}' | python3 -c 'import json, sys; print(json.load(sys.stdin)["number"])')
[ "$(code evenkeel clocks "$number")" = 0 ] || fail "clocks"
expect "Gold  restoration" out.txt
[ "$(code evenkeel clocks INC9999999)" = 1 ] || fail "clocks of nothing"

[ "$(code evenkeel restore before.db)" = 2 ] || fail "restore under a running server"
expect "stop it first" err.txt
stop
for word in Qnamemarker 4930zphonez Qtitlemarker Qwordsmarker; do
  holds before.db "$word" || fail "the backup does not hold $word"
  holds data/evenkeel.db "$word" && fail "$word is still there after the erasure"
done

# Restored, the person stays erased.
[ "$(code evenkeel restore before.db)" = 0 ] || fail "restore"
expect "1 erasures applied again" out.txt
for word in Qnamemarker 4930zphonez Qtitlemarker Qwordsmarker; do
  holds data/evenkeel.db "$word" && fail "the restored register holds $word again"
done
holds data/evenkeel.db "After the backup" && fail "that is not the backup"
holds data/evenkeel.db.before-restore "After the backup" || fail "the register that was there is not kept"
[ "$(code evenkeel audit verify)" = 0 ] || fail "audit after restoring"
[ "$(code evenkeel audit show "$person")" = 0 ] || fail "audit show"
expect "[erased by law]" out.txt

# The register itself is lost: the list beside it knows who was erased.
cp data/erasures.txt erasures.txt 2>/dev/null || fail "no list of erasures beside the register"
rm data/evenkeel.db*
[ "$(code evenkeel restore before.db)" = 0 ] || fail "restore of a lost register"
expect "1 erasures applied again" out.txt
holds data/evenkeel.db Qnamemarker && fail "the lost register came back with the person's name"
[ "$(code evenkeel audit verify)" = 0 ] || fail "audit after restoring a lost register"
head -c 100000 /dev/urandom >noise.db
[ "$(code evenkeel restore noise.db)" != 0 ] || fail "noise was restored"
[ "$(code evenkeel audit verify)" = 0 ] || fail "audit after refusing noise"

# Proof: an anchor holds later, and not for another log.
[ "$(code evenkeel audit anchor)" = 0 ] || fail "audit anchor"
cp out.txt anchor.txt
[ "$(code evenkeel audit verify --anchor anchor.txt)" = 0 ] || fail "verify with an anchor"
expect "1 anchors" out.txt
echo "no anchor" >none.txt
[ "$(code evenkeel audit verify --anchor none.txt)" = 2 ] || fail "verify with what is no anchor"
[ "$(code evenkeel audit show INC9999999)" = 1 ] || fail "the story of nothing"
[ "$(code evenkeel audit show INC0000001)" = 0 ] || fail "the story of an incident"
expect "incident.logged" out.txt

# Settings as files: nothing to do with one's own, exit code 2 when there is.
[ "$(code evenkeel config export settings)" = 0 ] || fail "config export"
[ "$(code evenkeel config plan settings)" = 0 ] || fail "a plan of the own settings"
cp -r settings changed
sed -i 's/"Network"/"Mended again"/' changed/teams.toml
diff -r settings changed >/dev/null && fail "the team is not in its file"
[ "$(code evenkeel config plan changed)" = 2 ] || fail "a plan of other settings"
expect "Mended again" out.txt
[ "$(code evenkeel config plan settings)" = 0 ] || fail "a plan changed something"

# Copying: a copy is whole, refused into what is not empty, and its anchor is the source's.
[ "$(code evenkeel copy --from "$folder/data/evenkeel.db" --to "$folder/copied.db")" = 0 ] || fail "copy"
expect "rows of" out.txt
[ "$(code evenkeel copy --from "$folder/data/evenkeel.db" --to "$folder/copied.db")" != 0 ] || fail "a copy into a register"
evenkeel audit anchor >anchor.txt
[ "$(code evenkeel --database "$folder/copied.db" audit verify --anchor "$folder/anchor.txt")" = 0 ] ||
  fail "audit of the copy"

# PostgreSQL: restored into a fresh database alone, saved into a file from there, and back.
if [ -n "${EVENKEEL_TEST_POSTGRES:-}" ]; then
  name=operator_$$
  psql -qc "CREATE DATABASE $name TEMPLATE template0" "$EVENKEEL_TEST_POSTGRES"
  trap 'psql -qc "DROP DATABASE $name" "$EVENKEEL_TEST_POSTGRES"; rm -rf "$folder"' EXIT
  nodes=$(sed "s|/postgres?|/$name?|" <<<"$EVENKEEL_TEST_POSTGRES")
  [ "$(code evenkeel --database "$nodes" restore before.db)" = 0 ] || fail "restore into PostgreSQL"
  expect "1 erasures applied again" out.txt
  [ "$(code evenkeel --database "$nodes" restore before.db)" != 0 ] || fail "restore over a register"
  expect "not empty" err.txt
  [ "$(code evenkeel --database "$nodes" audit verify)" = 0 ] || fail "audit of what was restored into PostgreSQL"
  [ "$(code evenkeel --database "$nodes" backup nodes.db)" = 0 ] || fail "backup of PostgreSQL"
  [ "$(code evenkeel --database "$folder/nodes.db" audit verify)" = 0 ] || fail "audit of a backup of PostgreSQL"
  holds nodes.db Qnamemarker && fail "the backup has who was erased"
  [ -e data/restoring.db ] && fail "something is left over"
fi
echo "backup, restore, copy, settings, proof and people: ok"
