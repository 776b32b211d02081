#!/bin/sh
# The package in a virtual machine with a real kernel display (KMS), systemd as its first process and the
# sandbox of the service in force. usage: tests/guest.sh [PART…], of service, intruder, display, touch,
# speech, recovery;
# CYCLES=200: how often the display is pulled out (40 unless said otherwise). Needs root, mmdebstrap and
# qemu-system-x86_64; about twelve minutes without a hardware-accelerated processor.
cd "$(dirname "$0")/.." || exit 1
for tool in mmdebstrap qemu-system-x86_64 mke2fs convert cc; do
    command -v $tool >/dev/null || { echo "skipped: there is no $tool here"; exit 0; }
done
[ "$(id -u)" = 0 ] || { echo "skipped: making the guest's disk needs root"; exit 0; }
version=$(sed -n 's/^#define VESTIBULE_VERSION "\(.*\)"/\1/p' src/main.c)
package=$PWD/build/vestibule_${version}_amd64.deb
[ -f "$package" ] || { echo "FAILED: $package is not there: make deb"; exit 1; }
parts=${*:-service intruder display touch speech recovery}
work=$PWD/build/guest
root=$work/root
mkdir -p "$work"

# One page that stays, upright and turned: what is on the glass can be compared with an export.
make_hall() { # folder
    rm -rf "$1" && cp -R content "$1" && rm -f "$1"/slides/alert-* || return 1
    echo '{ "items": [ { "slide": "hours", "seconds": 120 } ] }' >"$1/playlist.json"
    for degrees in 0 90 180 270; do
        echo "{ \"rotation\": $degrees, \"pixel_shift\": false }" >"$1/screens/turned-$degrees.json"
    done
}

make_disk() {
    [ -s "$work/root.tar" ] || mmdebstrap --variant=minbase --include="systemd,systemd-sysv,udev,dbus,kmod,kbd,\
procps,linux-image-amd64,initramfs-tools,libgl1-mesa-dri,libegl1,libgles2,libgbm1,speech-dispatcher,speech-dispatcher-espeak-ng,\
alsa-utils" bookworm \
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
    checks=$root/usr/local/lib/guest
    mkdir -p "$checks" "$units/multi-user.target.wants"
    cp tests/guest/*.sh "$checks" && make_hall "$root/srv/hall" || return 1
    printf 'PARTS="%s"\nCYCLES=%s\n' "$parts" "${CYCLES:-40}" >"$checks/parameters.sh"
    for program in finger intruder; do
        cc -std=c17 -D_DEFAULT_SOURCE -Wall -O2 -static -o "$checks/$program" tests/guest/$program.c || return 1
    done
    # A login on a serial line would hang up the checks' own.
    ln -sf /dev/null "$units/serial-getty@ttyS0.service"
    printf '[Unit]\nAfter=multi-user.target\n[Service]\nExecStart=/usr/local/lib/guest/inside.sh\n' \
        >"$units/inside.service"
    ln -sf ../inside.service "$units/multi-user.target.wants/"
    cp "$root"/boot/vmlinuz-* "$work/vmlinuz" && cp "$root"/boot/initrd.img-* "$work/initrd" || return 1
    rm -f "$work/disk"
    [ $installed = 0 ] && mke2fs -q -t ext4 -d "$root" "$work/disk" 2500M
}

# The machine's monitor hangs on its own second serial line, so that the guest can ask for pictures of
# its glass. The socket's name is relative: names of sockets are short.
run_guest() {
    cd "$work" && rm -f control speech.wav heard.wav ./*.ppm && timeout $((1500 + 6 * ${CYCLES:-40})) qemu-system-x86_64 \
        -accel tcg,thread=multi -m 1024 -smp 2 -kernel vmlinuz -initrd initrd \
        -append "root=/dev/vda rw console=ttyS0 systemd.show_status=no quiet" \
        -drive "file=disk,if=none,id=disk,format=raw,cache=unsafe" -device virtio-blk-pci,drive=disk \
        -vga none -device virtio-gpu-pci,xres=1280,yres=720 -display none -nic none \
        -audiodev wav,id=sound,path=speech.wav -device intel-hda -device hda-output,audiodev=sound \
        -chardev socket,id=line,path=control,server=on,wait=off -chardev socket,id=monitor,path=control \
        -mon chardev=monitor,mode=readline -serial file:serial.log -serial chardev:line </dev/null
}

report() { # how it went, what
    if [ "$1" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $2"
    fi
}

# How many pixels of the glass differ from the exported picture, when it is turned back.
compare_turned() { # degrees, size
    build/release/vestibule export "$work/hall" -o "$work/export" --slide hours --size "$2" \
        --at "2026-11-24T$(sed -n "s/^SHOT $1 //p" "$work/log")" >/dev/null 2>&1
    convert "$work/turned-$1.ppm" -rotate "-$1" "$work/turned-$1.png" 2>/dev/null &&
        different=$(compare -metric AE "$work/turned-$1.png" "$work/export/hours.png" \
            "$work/different-$1.png" 2>&1)
    echo "turned by $1: ${different:-all} pixels of the glass differ from the exported picture"
    [ "$different" = 0 ]
}
shows_page() { # picture of the glass: the flag at both edges
    [ "$(convert "$1" -format '%[hex:p{2,360}]%[hex:p{1277,360}]' info:)" = 000091E1000F ]
}

make_disk >"$work/make.log" 2>&1 || {
    tail -n 5 "$work/make.log"
    echo "FAILED: the guest's disk could not be made"
    exit 1
}
start=$(date +%s)
(run_guest) >"$work/qemu.log" 2>&1
tr -d '\r' <"$work/serial.log" >"$work/log"
sed -n '/^CHECK FAILED/,/^CHECK ok/p' "$work/log" | grep -v '^CHECK ok'
sed -n 's/^FIGURE //p' "$work/log"
passed=$(grep -c '^CHECK ok' "$work/log")
failed=$(grep -c '^CHECK FAILED' "$work/log")
grep -q '^GUEST END' "$work/log"
report $? "the guest did not reach its end"
case $parts in *touch*)
    make_hall "$work/hall"
    for degrees in 0 180; do
        compare_turned $degrees 1280x720
        report $? "the glass shows something else, turned by $degrees"
    done
    for degrees in 90 270; do
        compare_turned $degrees 720x1280
        report $? "the glass shows something else, turned by $degrees"
    done
    ;;
esac
# Samples louder than a thirtieth of the loudest possible, of which a spoken page has thousands.
case $parts in *speech*)
    loud=$(od -An -v -j 44 -t d2 -w2 "$work/heard.wav" 2>/dev/null | awk '$1 > 1000 || $1 < -1000' | wc -l)
    echo "the voice made $loud loud samples"
    [ "$loud" -gt 10000 ]
    report $? "nothing was heard"
    ;;
esac
for picture in "$work"/cycle-*.ppm; do
    [ -e "$picture" ] || continue
    shows_page "$picture"
    report $? "$picture shows no page"
done
echo "the guest ran for $(($(date +%s) - start)) s"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
