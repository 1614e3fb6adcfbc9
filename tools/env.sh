# Sourced by the scripts: a Node.js that tools/install.sh put into .cache comes before the system's.
evenkeel_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [ -x "$evenkeel_root/.cache/node/node_modules/.bin/node" ]; then
  case ":$PATH:" in
    *":$evenkeel_root/.cache/node/node_modules/.bin:"*) ;;
    *) export PATH="$evenkeel_root/.cache/node/node_modules/.bin:$PATH" ;;
  esac
fi
# That one trusts only the authorities it brings; the machine's own belong to it as well.
if [ -z "${NODE_EXTRA_CA_CERTS:-}" ] && [ -r /etc/ssl/certs/ca-certificates.crt ]; then
  export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
fi
