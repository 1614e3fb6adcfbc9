#!/usr/bin/env bash
# Runs a command beside a PostgreSQL 15 of its own: a fresh cluster in a temporary folder, reached by socket alone, gone
# when the command ends, also when it is interrupted. It is quick and forgets everything, so it is for tests only.
#
#   tools/with_postgres.sh ctest --test-dir build/debug
#
# The command finds its server in EVENKEEL_TEST_POSTGRES; when that is set already, the server there is used.
set -euo pipefail

[ $# -gt 0 ] || { echo "usage: $0 COMMAND [ARGUMENT...]" >&2; exit 2; }
[ -z "${EVENKEEL_TEST_POSTGRES:-}" ] || exec "$@"

bin=/usr/lib/postgresql/15/bin
[ -x $bin/initdb ] || { echo "with_postgres: PostgreSQL 15 is not installed; tools/install.sh does it" >&2; exit 1; }

folder=$(mktemp -d "${TMPDIR:-/tmp}/evkpg.XXXXXX")   # short: a socket's path has 107 bytes
server= command=
clean_up() {
  trap - EXIT INT TERM HUP
  [ -z "$command" ] || kill "$command" 2>/dev/null || true
  if [ -n "$server" ]; then
    kill -QUIT "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$folder"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

# The server refuses to be root. It ends with this script, even when that is killed.
as_owner=(setpriv --pdeathsig QUIT)
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  as_owner=(setpriv --reuid=postgres --regid=postgres --init-groups --pdeathsig QUIT)
fi

(cd "$folder" && "${as_owner[@]}" $bin/initdb -D "$folder/data" -U evenkeel -A trust --encoding=UTF8 --locale=C.UTF-8 \
  --no-sync >"$folder/initdb.log" 2>&1) ||
  { cat "$folder/initdb.log" >&2; exit 1; }
cd "$folder"  # the server needs a folder that it may enter
"${as_owner[@]}" $bin/postgres -D "$folder/data" -c listen_addresses= -c unix_socket_directories="$folder" -c max_connections=200 \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off >"$folder/data/server.log" 2>&1 &
server=$!
cd "$OLDPWD"
for _ in $(seq 300); do
  $bin/pg_isready -q -h "$folder" -U evenkeel -d postgres && break
  kill -0 "$server" 2>/dev/null || { cat "$folder/data/server.log" >&2; exit 1; }
  sleep 0.1
done

export EVENKEEL_TEST_POSTGRES="postgres://evenkeel@/postgres?host=$folder"
"$@" <&0 &
command=$!
status=0
wait "$command" || status=$?
command=
exit "$status"
