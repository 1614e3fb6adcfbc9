set -euo pipefail
# everything that the build and the tests need is there
tools/install.sh
