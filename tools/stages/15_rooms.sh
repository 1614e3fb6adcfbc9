set -euo pipefail
# arrows, banned calls, sizes, coroutine rules
tools/check_rooms.py
