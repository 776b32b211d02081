#!/bin/sh
# Every allocation, every operation on files and every call of SDL, SDL_ttf, SDL_image and libqrencode
# fails, once and from then on, and the screen is killed at every operation on files.
cd "$(dirname "$0")/../.." || exit 1
TORTURE=$SECONDS exec "$BUILD/tests/fault/test_faults"
