set -euo pipefail
# clang-tidy: what changed last for a minute, everything with --long; clean files are remembered
tools/build.sh debug
tools/tidy.py --seconds $([ -n "$EVENKEEL_LONG" ] && echo 0 || echo 60) --jobs "${EVENKEEL_JOBS:-$(nproc)}" --counts "$RESULTS/counts.txt"
