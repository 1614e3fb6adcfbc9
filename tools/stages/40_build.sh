set -euo pipefail
# everything compiles with the sanitizers, without a warning
tools/build.sh debug
