#!/bin/sh
# Power cuts while the screen keeps last good versions, counts visitors and is edited. What each cut leaves is
# read by the program's own readers: every last good version whole, old or new; no count lost; and a start
# shows every slide, with the content and without.
cd "$(dirname "$0")/../.." || exit 1
. tests/fault/disk.sh
disk_setup "the state store, the counts and the content"
mkdir "$disk/m/p" && "$tool" make "$disk/m/p" || exit 1
# status.json is in memory, as under /run, and gone after a cut.
mkdir "$disk/run" && rm -r "$disk/m/p/now/run" && ln -s "$disk/run" "$disk/m/p/now/run" || exit 1
disk_record
life=0
while [ $life -lt 40 ]; do
    "$tool" live "$disk/m/p" || exit 1
    [ $((life % 2)) = 0 ] || cp -r "$disk/m/p/first/content/." "$disk/m/p/now/content/"
    life=$((life + 1))
done
disk_replay "check $disk/m/p"
