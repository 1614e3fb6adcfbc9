# Sourced by the scripts: a Node.js that tools/install.sh put into .cache comes before the system's.
evenkeel_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [ -x "$evenkeel_root/.cache/node/node_modules/.bin/node" ]; then
  case ":$PATH:" in
    *":$evenkeel_root/.cache/node/node_modules/.bin:"*) ;;
    *) export PATH="$evenkeel_root/.cache/node/node_modules/.bin:$PATH" ;;
  esac
fi
