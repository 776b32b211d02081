#!/bin/sh
# The ladder when the screen cannot be started, with a systemctl that only writes down what it is asked.
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/state" "$work/run"
for tool in systemctl systemd-run; do
    printf '#!/bin/sh\necho %s "$@" >>%s/calls\n' "$tool" "$work" >"$work/bin/$tool"
    chmod +x "$work/bin/$tool"
done
bad=0

# up: seconds since the machine started
recover() {
    echo "$1.42 100.0" >"$work/uptime"
    : >"$work/calls"
    PATH=$work/bin:$PATH UPTIME=$work/uptime STATE_DIRECTORY=$work/state RUNTIME_DIRECTORY=$work/run \
        sh assets/system/recover >"$work/log" 2>&1
}
expect() { # what, number of reboots counted, whether it reboots
    count=$(cat "$work/state/reboots" 2>/dev/null)
    reboots=$(grep -c '^systemctl reboot$' "$work/calls")
    fallback=$(grep -c '^systemctl start --no-block vestibule.service$' "$work/calls")
    if [ "$count/$reboots/$fallback" != "$2" ]; then
        echo "FAILED: $1: $count/$reboots/$fallback instead of $2 (counted/reboots/fallback)"
        cat "$work/log"
        bad=1
    fi
}

recover 60; expect "the first failure reboots" 1/1/0
recover 61; expect "the second" 2/1/0
recover 62; expect "the third" 3/1/0
[ ! -e "$work/run/environment" ] || { echo "FAILED: the fallback content came too early"; bad=1; }
recover 63; expect "then the fallback content plays" 3/0/1
grep -qx 'CONTENT=/usr/share/vestibule/fallback' "$work/run/environment" || bad=1
grep -q '^systemd-run .*--on-active=1h .*restart vestibule.service' "$work/calls" || {
    echo "FAILED: the real content is not tried again"
    bad=1
}
recover 3599; expect "and stays within the hour" 3/0/1
recover 3600; expect "an hour later it counts anew" 1/1/0
echo nonsense >"$work/state/reboots"
recover 60; expect "a damaged count is none" 1/1/0
rm "$work/state/reboots" && mkdir "$work/state/reboots" # nothing can be written there
recover 60; expect "reboots that cannot be counted are not made" /0/1
exit $bad
