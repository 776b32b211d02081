#!/bin/sh
# What the program asks of the kernel while it plays in a window, its content changes, breaks and comes
# back: it writes nowhere but in its state and runtime folders, opens nothing to which content leads
# outside its folder, makes no socket that leads off the machine, and runs no other program.
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-$PWD/build/release}
VESTIBULE=${VESTIBULE:-$BUILD/vestibule}
command -v strace >/dev/null || { echo "figure: audit of system calls: skipped, strace is not here"; exit 0; }
work=$BUILD/torture/audit
rm -rf "$work"
mkdir -p "$work/run"
cp -R tests/data/loop "$work/content"
cp tests/data/loop/slides/one.json "$work/secret.json"
export XDG_STATE_HOME=$work/state XDG_RUNTIME_DIR=$work/run
unset STATE_DIRECTORY RUNTIME_DIRECTORY DBUS_SESSION_BUS_ADDRESS
status=$work/run/vestibule/status.json
calls=$work/calls

wait_for() { # text in the status
    tries=0
    until grep -q "$1" "$status" 2>/dev/null; do
        tries=$((tries + 1))
        [ $tries -lt 600 ] || { echo "the status never says $1"; exit 1; }
        sleep 0.1
    done
}

watch() { # arguments of play
    rm -f "$status"
    strace -f -qq -y -s 200 -o "$calls" -e signal=none \
        -e trace=%file,%network,%process,ftruncate,fchmod,fchown "$@" >"$work/log" 2>&1 &
    tracer=$!
    wait_for '"errors": 0'
    echo '{ "kind": "notice", }' >"$work/content/slides/two.json"
    wait_for '"errors": 1'
    ln -sfn "$work/secret.json" "$work/content/slides/one.json"
    wait_for 'leads outside'
    rm "$work/content/slides/one.json"
    cp tests/data/loop/slides/*.json "$work/content/slides/"
    wait_for '"errors": 0'
    kill "$(sed -n 's/.*"pid": \([0-9]*\).*/\1/p' "$status")"
    wait $tracer
}

# Prints each call that is not on the list of what may be, whether it was granted or not.
judge() {
    awk -v state="$work/state" -v run="$work/run" '
    function allowed(path) {
        return index(path, state) == 1 || index(path, run) == 1 || path ~ /^\/dev\/(null|dri\/|shm\/|tty|input\/)/
    }
    function path_of(line) { match(line, /"[^"]*"/); return substr(line, RSTART + 1, RLENGTH - 2) }
    / = [0-9]+<[^>]*secret.json>/ { print "opens: " $0 }
    /openat\(|open\(|creat\(/ && /O_WRONLY|O_RDWR|O_CREAT|creat\(/ {
        path = path_of($0)
        # relative names are beneath a descriptor of one of the two folders
        if (substr(path, 1, 1) == "/" && !allowed(path)) print "writes: " $0
        writes++
        next
    }
    /^[0-9]+ +(rename|unlink|mkdir|rmdir|link|symlink|chmod|chown|mknod|truncate)[a-z0-9]*\("\// {
        above = / mkdir\(/ && index(state "/", path_of($0) "/") == 1 # the way to the state folder
        if (!above && !allowed(path_of($0))) print "changes: " $0
        next
    }
    /socket\(/ && !/AF_UNIX|AF_NETLINK/ { print "socket: " $0; next }
    /connect\(/ && !/AF_UNIX/ { print "connects: " $0; next }
    /execve\(/ { if (executed++) print "runs: " $0 }
    { calls++ }
    END { print calls + writes > "/dev/stderr" }' "$calls" 2>"$work/count"
}

failed=0
audit() { # name, command
    name=$1
    shift
    watch "$@"
    judge >"$work/found"
    found=$(wc -l <"$work/found")
    echo "figure: system calls of $name: $(cat "$work/count") seen, $found outside the list (goal: 0)"
    [ "$found" = 0 ] || { head -n 20 "$work/found"; failed=1; }
}
audit "a headless screen" "$VESTIBULE" play "$work/content" --headless --at 2026-11-24T10:00
if command -v Xvfb >/dev/null; then
    Xvfb -displayfd 3 -noreset -screen 0 1280x720x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
    server=$!
    trap 'kill $server 2>/dev/null' EXIT
    tries=0
    until [ -s "$work/display" ] || [ $tries -ge 100 ]; do
        tries=$((tries + 1))
        sleep 0.1
    done
    export DISPLAY=":$(cat "$work/display")"
    audit "a window" "$VESTIBULE" play "$work/content" --windowed --at 2026-11-24T10:00
fi
exit $failed
