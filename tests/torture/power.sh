#!/bin/sh
# Power cuts while the screen keeps last good versions, counts visitors and is edited: every block that a
# disk is told to write is recorded, with its flushes; then the disk is put together as a cut after each
# write would leave it, mounted, and read by the program's own readers. QEMU's storage daemon records; no
# virtual machine runs. SECONDS is how long crash points are looked at.
cd "$(dirname "$0")/../.." || exit 1
tool=$BUILD/tests/fault/tool_power
skip() {
    echo "figure: power cuts: skipped: $*"
    exit 0
}
[ "$(id -u)" = 0 ] || skip "mounting needs root"
for needed in qemu-storage-daemon mke2fs losetup; do
    command -v $needed >/dev/null || skip "there is no $needed"
done
[ -c /dev/fuse ] && [ -c /dev/loop-control ] || skip "there is no /dev/fuse or /dev/loop-control"
work=$(mktemp -d /tmp/vestibule-power-XXXXXX) || exit 1
daemon=
cleanup() {
    mountpoint -q "$work/m" && umount "$work/m"
    [ -z "$daemon" ] || kill "$daemon" 2>/dev/null
    rm -rf "$work"
}
trap cleanup EXIT
mkdir "$work/m"

# A disk with a place for lives that was used once and put away in order.
truncate -s 24M "$work/base"
mke2fs -q -F -b 4096 -t ext4 "$work/base" && mount -o loop "$work/base" "$work/m" &&
    mkdir "$work/m/p" && "$tool" make "$work/m/p" && umount "$work/m" || exit 1
cp "$work/base" "$work/data"

# Lives on it, recorded.
truncate -s 2G "$work/log"
: >"$work/disk"
qemu-storage-daemon --daemonize --pidfile "$work/pid" \
    --blockdev driver=file,node-name=data,filename="$work/data" \
    --blockdev driver=file,node-name=log,filename="$work/log" \
    --blockdev driver=blklogwrites,node-name=recorder,file=data,log=log,log-sector-size=512 \
    --export type=fuse,id=disk,node-name=recorder,mountpoint="$work/disk",writable=on ||
    skip "the storage daemon cannot export a disk"
daemon=$(cat "$work/pid")
mount -o loop "$work/disk" "$work/m" || exit 1
life=0
while [ $life -lt 20 ]; do
    "$tool" live "$work/m/p" || exit 1
    [ $((life % 2)) = 0 ] || cp -r "$work/m/p/first/content/." "$work/m/p/now/content/"
    life=$((life + 1))
done
umount "$work/m"
kill "$daemon"
while kill -0 "$daemon" 2>/dev/null; do sleep 0.1; done
daemon=
"$tool" check "$work/m/p" 2>/dev/null && exit 1 # it is unmounted: the check must be able to fail

"$tool" replay "$work/base" "$work/log" "$work/now" "$work/m" "$SECONDS" "'$tool' check '$work/m/p'" \
    >"$work/result"
code=$?
echo "figure: power cuts: the state store, content and counts: $(cat "$work/result") (goal: 0 wrong of 2000)"
exit $code
