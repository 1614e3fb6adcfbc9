#!/usr/bin/env bash
# Brings C++ sources into the house style (.clang-format).
#
#   tools/format.sh             the files that differ from main, and those git does not know yet
#   tools/format.sh --all       every file
#   tools/format.sh --check     changes nothing; names the files that are not in style, fails if there are any
#   tools/format.sh FILE...     these files
set -euo pipefail
cd "$(dirname "$0")/.."
tool=$(command -v clang-format-19) || { echo "format: clang-format-19 is not installed; tools/install.sh does it" >&2; exit 2; }

sources() { grep -E '\.(cpp|hpp)$' || true; }
case "${1:-}" in
  --check)
    files=$(git ls-files | sources)
    bad=$(echo "$files" | xargs -r -P 2 -n 20 "$tool" --dry-run 2>&1 |
      sed -n 's/:[0-9]*:[0-9]*: warning: code should be clang-formatted.*//p' | sort -u)
    [ -z "$bad" ] && exit 0
    echo "not in style; tools/format.sh --all puts it right:"
    echo "$bad"
    exit 1
    ;;
  --all) git ls-files | sources | xargs -r -P 2 -n 20 "$tool" -i ;;
  "") { git diff --name-only --diff-filter=d main; git ls-files --others --exclude-standard; } | sources | sort -u | xargs -r "$tool" -i ;;
  *) "$tool" -i "$@" ;;
esac
