#!/usr/bin/env bash
# Installs what tools/packages.txt names, and a Node.js for the console. Safe to run again and again: when nothing is
# missing it only asks dpkg and returns within a tenth of a second.
set -euo pipefail
cd "$(dirname "$0")/.."

node_least=20.19   # what Vite and its plugins ask for; Debian 12 has 18

missing_packages() {
  local package
  while read -r package _; do
    case $package in ''|'#'*) continue ;; esac
    echo "$package"
  done <tools/packages.txt | sort >"$wanted"
  # ii: installed and configured.
  dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' | sed -n 's/^ii \?//p' | sort -u >"$present"
  comm -23 "$wanted" "$present"
}

apt() {
  local sudo=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "install: run as root, or install sudo; needed: $*" >&2; exit 1; }
    sudo=(sudo)
  fi
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Options::=--force-confold "$@"
}

# postgresql-15 would make and start a cluster of its own; the tests make theirs.
keep_postgres_quiet() {
  local file=/etc/postgresql-common/createcluster.conf
  [ -e $file ] && return
  local write="mkdir -p ${file%/*} && echo 'create_main_cluster = false' >$file"
  if [ "$(id -u)" = 0 ]; then sh -c "$write"; else sudo sh -c "$write"; fi
}

# A mail server of ours would take the place of the machine's: its package is only unpacked, for the tests.
unpack_postfix() {
  mkdir -p .cache/postfix
  ( cd .cache/postfix && apt-get -qq download postfix && dpkg -x postfix_*.deb . && rm postfix_*.deb )
}

node_is_good() {
  local version
  version=$(node --version 2>/dev/null) && command -v npm >/dev/null &&
    printf '%s\n%s\n' "$node_least" "${version#v}" | sort -VC
}

# Node.js and npm by npm itself, into .cache; tools/env.sh puts them on the PATH.
install_node() {
  command -v npm >/dev/null || { apt update; apt install --no-install-recommends npm >/dev/null; }
  local machine
  case $(uname -m) in
    x86_64) machine=x64 ;;
    aarch64) machine=arm64 ;;
    *) echo "install: no Node.js $node_least or newer here; please install one" >&2; exit 1 ;;
  esac
  mkdir -p .cache/node
  [ -e .cache/node/package.json ] || echo '{"private":true}' >.cache/node/package.json
  npm install --prefix .cache/node --no-audit --no-fund --loglevel=error "node-linux-$machine@20" npm@10
}

wanted=$(mktemp) present=$(mktemp)
trap 'rm -f "$wanted" "$present"' EXIT

missing=$(missing_packages)
if [ -n "$missing" ]; then
  echo "install: $(echo "$missing" | wc -l) packages are missing:" $missing
  case $missing in *postgresql-15*) keep_postgres_quiet ;; esac
  apt update
  apt install --no-install-recommends $missing >/dev/null
fi

if [ ! -e .cache/postfix/usr/lib/postfix/sbin/master ]; then
  echo "install: Postfix is unpacked for the tests"
  unpack_postfix 2>/dev/null || { apt update; unpack_postfix; } || echo "install: it cannot be had; what needs it is not tried" >&2
fi

. tools/env.sh
if ! node_is_good; then
  echo "install: Node.js $node_least or newer is missing"
  install_node
  . tools/env.sh
  node_is_good || { echo "install: Node.js could not be installed" >&2; exit 1; }
fi
