set -euo pipefail
# C++ sources are in the house format
tools/format.sh --check
