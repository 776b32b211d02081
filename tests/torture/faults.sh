#!/bin/sh
# Every allocation, every operation on files and every call of SDL, SDL_ttf, SDL_image and libqrencode
# fails, once and from then on; the screen is killed at every operation on files, at random moments, and
# then fails once more when it starts again. FAULTS=all: no call is left out (hours); FAULTS=pairs: that
# test alone.
cd "$(dirname "$0")/../.." || exit 1
SECONDS=${SECONDS:-60}
[ "${FAULTS:-}" != all ] || { SECONDS=all FAULTS=; }
JOBS=${JOBS:-$(nproc)} TORTURE=$SECONDS exec "$BUILD/tests/fault/test_faults" ${FAULTS:+"$FAULTS"}
