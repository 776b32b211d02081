#!/bin/sh
# Every allocation, every operation on files and every call of SDL, SDL_ttf, SDL_image and libqrencode
# fails, once and from then on; the screen is killed at every operation on files, at random moments, and
# then fails once more when it starts again. FAULTS=all: from every stack of callers in every event of a life
# the first call, however long it takes (under half an hour of two quiet cores); FAULTS=each: no call is left
# out (some two hours); FAULTS=NAME: that test of test_faults.c alone.
cd "$(dirname "$0")/../.." || exit 1
SECONDS=${SECONDS:-60}
case ${FAULTS:-} in all | each) SECONDS=$FAULTS FAULTS='' ;; esac
# Each life is a fork: what is looked up before need not be in each.
LD_BIND_NOW=1 JOBS=${JOBS:-$(nproc)} TORTURE=$SECONDS exec "$BUILD/tests/fault/test_faults" ${FAULTS:+"$FAULTS"}
