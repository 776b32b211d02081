# What the checks in the guest share.
socket=/sys/class/drm/card0-Virtual-1/status
status=/run/vestibule/status.json
exec {never}<> <(:)

is() { # what, command…
    local what=$1
    shift
    if "$@" >/tmp/is.log 2>&1; then
        echo "CHECK ok $what"
    else
        echo "CHECK FAILED $what"
        tail -n 12 /tmp/is.log
        journalctl -b -u vestibule -o short-monotonic --no-pager | tail -n 12
    fi
}
nap() { read -rt "$1" -u "$never" || true; } # without a process
within() { # seconds, command…
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ $SECONDS -lt $end ] || return 1
        nap 0.5
    done
    return 0 # not what the last nap returned
}
now_ms() { REPLY=$((${EPOCHREALTIME/[.,]/} / 1000)); }
shown() { systemctl show vestibule -p "$1" --value; }
state_is() { [ "$(shown ActiveState)" = "$1" ]; }
has() { grep -qE "$1" <<<"$2"; }
tells() { vestibule doctor 2>/dev/null | grep -E "$1"; }
restarted() { [ "$(shown NRestarts)" -gt "$1" ] && state_is active; }

# Leaves the line of status.json about the display in $display.
read_display() {
    local line
    display=
    [ -e $status ] || return 1
    while read -r line; do
        case $line in '"display"'*) display=$line ;; esac
    done <$status
}
display_is() { read_display && [[ $display == *"\"state\": \"$1\""* ]]; }
reopened() { read_display && REPLY=${display##*'"reopened": '} && REPLY=${REPLY%%,*}; }

# The second serial line is the virtual machine's own monitor, which can see what is on the glass. It
# writes back what it is told, which must not be sent to it again.
stty -F /dev/ttyS1 raw -echo
exec {qemu}<>/dev/ttyS1
monitor() { echo "$*" >&"$qemu"; }
shoot() { monitor "screendump $1.ppm" && nap 1; }

# Plays something else, everything else as it is shipped.
play_as() { # arguments of play
    mkdir -p /run/systemd/system/vestibule.service.d
    printf '[Service]\nExecStart=\nExecStart=/usr/bin/vestibule play %s\n' "$*" \
        >/run/systemd/system/vestibule.service.d/guest.conf
    systemctl daemon-reload
    systemctl restart vestibule
    within 120 display_is lit
}
play_as_shipped() {
    rm -rf /run/systemd/system/vestibule.service.d
    systemctl daemon-reload
    systemctl restart vestibule
    within 120 display_is lit
}
