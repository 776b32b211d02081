#!/bin/sh
# The package in a virtual machine with a real kernel display (KMS), systemd as its first process and the
# sandbox of the service in force. usage: tests/guest.sh; needs root, mmdebstrap and qemu-system-x86_64;
# about eight minutes without a hardware-accelerated processor.
cd "$(dirname "$0")/.." || exit 1
for tool in mmdebstrap qemu-system-x86_64 mke2fs; do
    command -v $tool >/dev/null || { echo "skipped: there is no $tool here"; exit 0; }
done
[ "$(id -u)" = 0 ] || { echo "skipped: making the guest's disk needs root"; exit 0; }
version=$(sed -n 's/^#define VESTIBULE_VERSION "\(.*\)"/\1/p' src/main.c)
package=$PWD/build/vestibule_${version}_amd64.deb
[ -f "$package" ] || { echo "FAILED: $package is not there: make deb"; exit 1; }
work=$PWD/build/guest
root=$work/root
mkdir -p "$work"

make_disk() {
    [ -s "$work/root.tar" ] || mmdebstrap --variant=minbase --include="systemd,systemd-sysv,udev,dbus,kmod,kbd,\
procps,linux-image-amd64,initramfs-tools,libgl1-mesa-dri,libegl1,libgles2,libgbm1" bookworm \
        "$work/root.tar" || return 1
    rm -rf "$root" && mkdir "$root" && tar -xf "$work/root.tar" -C "$root" || return 1
    cp "$package" "$root/tmp/vestibule.deb"
    cp /etc/resolv.conf "$root/etc/"
    mount --bind /dev "$root/dev" && mount -t proc proc "$root/proc" || return 1
    chroot "$root" sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends /tmp/vestibule.deb && systemctl enable vestibule' </dev/null
    installed=$?
    umount "$root/dev" "$root/proc"
    units=$root/etc/systemd/system
    cp tests/guest/inside.sh "$root/usr/local/bin/inside"
    # A login on the serial line would hang up the checks' own.
    ln -sf /dev/null "$units/serial-getty@ttyS0.service"
    printf '[Unit]\nAfter=multi-user.target\n[Service]\nExecStart=/usr/local/bin/inside\n' >"$units/inside.service"
    mkdir -p "$units/multi-user.target.wants"
    ln -sf ../inside.service "$units/multi-user.target.wants/"
    cp "$root"/boot/vmlinuz-* "$work/vmlinuz" && cp "$root"/boot/initrd.img-* "$work/initrd" || return 1
    rm -f "$work/disk"
    [ $installed = 0 ] && mke2fs -q -t ext4 -d "$root" "$work/disk" 2500M
}

make_disk >"$work/make.log" 2>&1 || {
    tail -n 5 "$work/make.log"
    echo "FAILED: the guest's disk could not be made"
    exit 1
}
timeout 1500 qemu-system-x86_64 -accel tcg,thread=multi -m 1024 -smp 2 -kernel "$work/vmlinuz" \
    -initrd "$work/initrd" -append "root=/dev/vda rw console=ttyS0 systemd.show_status=no quiet" \
    -drive "file=$work/disk,if=none,id=disk,format=raw,cache=unsafe" -device virtio-blk-pci,drive=disk \
    -vga none -device virtio-gpu-pci -display none -nic none -no-reboot -monitor none \
    -serial "file:$work/serial.log" </dev/null >"$work/qemu.log" 2>&1
tr -d '\r' <"$work/serial.log" >"$work/log"
sed -n '/^CHECK FAILED/,/^CHECK ok/p' "$work/log" | grep -v '^CHECK ok'
passed=$(grep -c '^CHECK ok' "$work/log")
failed=$(grep -c '^CHECK FAILED' "$work/log")
grep -q '^GUEST END' "$work/log" || { echo "FAILED: the guest did not reach its end"; failed=$((failed + 1)); }
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
