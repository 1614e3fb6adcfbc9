set -euo pipefail
# the console's types are those of the program's OpenAPI document
tools/build.sh debug evenkeel
tools/api_types.sh --check
