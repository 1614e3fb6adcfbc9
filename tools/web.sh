#!/usr/bin/env bash
# The console: tools/web.sh install|build|check|test [ARGUMENT...]. Installs only when the lock file changed.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/env.sh
cd web

install() {
  local lock
  lock=$(sha256sum package-lock.json)
  [ "$lock" = "$(cat node_modules/.installed-lock 2>/dev/null)" ] && return
  npm ci --no-audit --no-fund --loglevel=error
  echo "$lock" >node_modules/.installed-lock
}

# What the build reads; an unchanged console is not built again.
sources() { { git ls-files -s .; git diff -- .; git ls-files --others --exclude-standard . | xargs -r sha256sum; } | sha256sum; }

build() {
  local now
  now=$(sources)
  [ -e dist/index.html ] && [ "$now" = "$(cat node_modules/.built-from 2>/dev/null)" ] && return
  npm run --silent build
  echo "$now" >node_modules/.built-from
}

what=${1:?usage: tools/web.sh install|build|check|test}
shift
install
case $what in
  install) ;;
  build) build ;;
  *) npm run --silent "$what" -- "$@" ;;
esac
