# What it costs, for the arithmetic in README.md (sourced by tests/fleet.sh, last): figures of this machine,
# under this load, on the loopback device; no test depends on them.
# shellcheck shell=sh disable=SC2154
all_looked # nothing is new: turns are idle from now on
samples=$(ask 'max(scrape_samples_scraped{job="vestibule"})')
ours=$(ask 'max(count by (instance) ({__name__=~"vestibule_.*",job="vestibule"}))')
memory=$(ask 'process_resident_memory_bytes{job="prometheus"}')
page=$(curl -s --max-time 10 "http://127.0.0.1:$((port + 5))/metrics" | wc -c)
touch "$work/stop"
wait "$timer"

idle() { # number of a screen: milliseconds and bytes of a turn without anything new, the least of five
    best='' least=''
    for _ in 1 2 3 4 5; do
        before=$(awk '/lo:/ { print $2 }' /proc/net/dev)
        clock=$(date +%s%N)
        turn "$1"
        clock=$((($(date +%s%N) - clock) / 1000000))
        bytes=$(($(awk '/lo:/ { print $2 }' /proc/net/dev) - before))
        [ -n "$best" ] && [ $best -le $clock ] || best=$clock
        [ -n "$least" ] && [ $least -le $bytes ] || least=$bytes
    done
    echo "$best ms, $least bytes on the wire, both ways"
}
per_second() { # how many, command that does them all
    count=$1
    shift
    clock=$(date +%s%N)
    "$@" >/dev/null 2>&1
    echo $((count * 1000000000 / ($(date +%s%N) - clock)))
}
ask_git() {
    seq 200 | xargs -P 4 -I{} git ls-remote "git://127.0.0.1:$((port + 50))/hall.git" refs/heads/main
}
ask_web() {
    etag=$(curl -sI "http://127.0.0.1:$((port + 51))/manifest" | tr -d '\r' | sed -n 's/^ETag: //p')
    yes "url = \"http://127.0.0.1:$((port + 51))/manifest\"" | head -n 5000 >"$work/urls"
    curl -s --parallel --header "If-None-Match: $etag" --config "$work/urls"
}

echo "figures: $samples samples a scrape, $ours of them vestibule_*; $page bytes a scrape"
echo "figures: Prometheus $((${memory%%[.e]*} / 1048576)) MiB resident (process_resident_memory_bytes $memory)"
for server in "$prometheus" "$node_exporter"; do
    for pid in $pids; do
        [ "$(readlink "/proc/$pid/exe")" != "$(readlink -f "$server")" ] || kill "$pid"
    done
done
echo "figures: a turn without anything new, git: $(idle 5)"
echo "figures: a turn without anything new, web: $(idle 25)"
echo "figures: git daemon answers $(per_second 200 ask_git) such questions a second, nginx $(per_second 5000 ask_web)"
echo "figures: the shipped content has $(find content -type f -exec cat {} + | wc -c) bytes in $(find content -type f | wc -l) files"
