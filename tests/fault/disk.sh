# A disk whose writes are recorded (sourced): QEMU's storage daemon exports it as a file, which is mounted
# through a loop device; no virtual machine runs. tool_power.c puts it together as power cuts leave it.
# shellcheck shell=sh
tool=$BUILD/tests/fault/tool_power

# disk_setup NAME: sets $disk, a folder with $disk/m to mount on, or skips the test.
disk_setup() {
    name=$1 daemon= loop=
    [ "$(id -u)" = 0 ] || skip "mounting needs root"
    for needed in qemu-storage-daemon mke2fs losetup; do
        command -v $needed >/dev/null || skip "there is no $needed"
    done
    [ -c /dev/fuse ] && [ -c /dev/loop-control ] || skip "there is no /dev/fuse or /dev/loop-control"
    disk=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm || echo /tmp)" vestibule-power-XXXXXX) || exit 1
    trap disk_remove EXIT
    mkdir "$disk/m"
    truncate -s 24M "$disk/base"
    mke2fs -q -F -b 4096 -t ext4 "$disk/base" && mount -o loop "$disk/base" "$disk/m" || exit 1
}
skip() {
    echo "figure: power cuts: $name: skipped: $*"
    exit 0
}
disk_remove() {
    mountpoint -q "$disk/m" && umount "$disk/m"
    [ -z "$loop" ] || losetup -d "$loop"
    [ -z "$daemon" ] || kill "$daemon" 2>/dev/null
    rm -rf "$disk" "${work:-}"
}

# What was put on it until now is how each cut finds it; from now on it is recorded.
disk_record() {
    umount "$disk/m" && cp "$disk/base" "$disk/data" && truncate -s 2G "$disk/log" && : >"$disk/disk"
    qemu-storage-daemon --daemonize --pidfile "$disk/pid" \
        --blockdev driver=file,node-name=data,filename="$disk/data" \
        --blockdev driver=file,node-name=log,filename="$disk/log" \
        --blockdev driver=blklogwrites,node-name=recorder,file=data,log=log,log-sector-size=512 \
        --export type=fuse,id=disk,node-name=recorder,mountpoint="$disk/disk",writable=on ||
        skip "the storage daemon cannot export a disk"
    daemon=$(cat "$disk/pid")
    mount -o loop "$disk/disk" "$disk/m" || exit 1
}

# disk_replay COMMAND: cuts the power after each write; the command says whether what is left is good.
disk_replay() {
    umount "$disk/m"
    kill "$daemon"
    while kill -0 "$daemon" 2>/dev/null; do sleep 0.1; done
    daemon=
    cp "$disk/base" "$disk/now" && loop=$(losetup -f --show "$disk/now") || exit 1
    "$tool" replay "$disk/base" "$disk/log" "$disk/now" "$loop" "$disk/m" $((SECONDS * 4)) "$1" \
        >"$disk/result"
    code=$?
    echo "figure: power cuts: $name: $(cat "$disk/result") (goal: 0 wrong of 2000)"
    return $code
}
