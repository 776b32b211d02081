# A fleet on one machine (sourced by tests/fleet.sh): screens with their players and node_exporters, a git
# server, a web server, and the Prometheus that watches them. All on 127.0.0.1; all that is started is ended.
# shellcheck shell=sh disable=SC2154,SC2034

# Debian's programs, unpacked into the build folder: nothing is installed, no daemon of theirs starts.
tools=build/fleet-tools
find_tool() { # program, packages: sets $tool, or skips the test
    tool=$(PATH=$PATH:/usr/sbin command -v "$1") && return
    tool=$(find "$tools" -path "*bin/$1" 2>/dev/null | head -n 1)
    [ -z "$tool" ] || return 0
    mkdir -p "$tools"
    # shellcheck disable=SC2086 # several packages
    if (cd "$tools" && { apt-get download -qq $2 || { $sudo apt-get update -qq && apt-get download -qq $2; }; } &&
        for deb in *.deb; do dpkg-deb -x "$deb" . || exit 1; done && rm -f ./*.deb) >"$tools/log" 2>&1; then
        tool=$(find "$tools" -path "*bin/$1" | head -n 1)
    fi
    [ -n "$tool" ] || { echo "skipped: $1 is not there and was not to be had: $(tail -n 1 "$tools/log")"; exit 0; }
}
find_tools() {
    sudo=
    [ "$(id -u)" = 0 ] || sudo=sudo
    for command in git ssh-keygen curl; do
        command -v $command >/dev/null || { echo "skipped: $command is not installed"; exit 0; }
    done
    git_daemon=$(git --exec-path)/git-daemon
    [ -x "$git_daemon" ] || { echo "skipped: git has no daemon here"; exit 0; }
    find_tool prometheus prometheus && prometheus=$tool
    find_tool promtool prometheus && promtool=$tool
    find_tool prometheus-node-exporter prometheus-node-exporter && node_exporter=$tool
    find_tool nginx "nginx nginx-common" && nginx=$tool
}

pids='' timer=''
start() { # log, command…: sets $pid
    log=$work/logs/$1
    shift
    "$@" >>"$log" 2>&1 9>&- &
    pid=$!
    pids="$pids $pid"
}
stop_all() {
    touch "$work/stop"
    for pid in $pids; do
        [ "$pid" = "$timer" ] || kill "$pid" 2>/dev/null
        kill -CONT "$pid" 2>/dev/null
    done
    wait
    ! mountpoint -q "$(hall 30)/delivered" || umount "$(hall 30)/delivered"
    rm -rf "$work"
}

hall() { printf '%s/hall-%02d' "$work" "$1"; } # number of a screen: its folder
halls=$(seq 1 30)
git_halls=$(seq 1 20) web_halls=$(seq 21 30) # hall-01 tries first: branch canary

furnish() { # number, line of content.conf…
    folder=$(hall "$1")
    shift
    mkdir -p "$folder/run" "$folder/reports" "$folder/state" "$folder/delivered"
    printf '%s\n' "$@" "SIGNERS=$work/allowed_signers" "DELIVERED=$folder/delivered" \
        "REPORTS=$folder/reports" MAX_MEGABYTES=2 MAX_FILES=50 TIMEOUT=60 >"$folder/content.conf"
}
play() { # number
    folder=$(hall "$1")
    start "player-$1" env SDL_VIDEODRIVER=dummy STATE_DIRECTORY="$folder/state" RUNTIME_DIRECTORY="$folder/run" \
        "$VESTIBULE" play "$folder/delivered/current" --headless --pace 3600
    echo $pid >"$folder/player"
}
export_metrics() { # number
    start "exporter-$1" "$node_exporter" --collector.disable-defaults --collector.textfile --collector.time \
        --collector.textfile.directory="$(hall "$1")/r*" --web.listen-address="127.0.0.1:$((port + $1))"
}

# The timer: each screen looks for content, two at a time, again and again.
# Turns that cut_short names are killed after that many seconds, in the middle of whatever they do.
turn() { # number
    folder=$(hall "$1")
    limit=$(sed -n 1p "$folder/cuts" 2>/dev/null)
    [ -z "$limit" ] || sed -i 1d "$folder/cuts"
    VESTIBULE_CONTENT_CONF=$folder/content.conf JOURNAL_STREAM=0 timeout -s KILL "${limit:-120}" \
        assets/fleet/vestibule-fetch update >>"$work/logs/turn-$1" 2>&1
    [ $? != 137 ] || echo "$1" >>"$work/cut"
}
cut_short() { # number, seconds…
    folder=$(hall "$1")
    shift
    printf '%s\n' "$@" >"$folder/cuts"
}
go_on() {
    rounds=0
    until [ -e "$work/stop" ]; do
        for odd in 1 0; do
            for number in $halls; do
                [ $((number % 2)) = $odd ] && [ ! -e "$work/stop" ] && turn "$number"
            done &
        done
        wait
        rounds=$((rounds + 1))
        echo $rounds >"$work/rounds.new" && mv "$work/rounds.new" "$work/rounds"
        sleep 1
    done
}
# Waits until every screen looked, from its beginning, at what is published now.
all_looked() {
    begun=$(cat "$work/rounds")
    tries=0
    until [ "$(cat "$work/rounds")" -ge $((begun + 2)) ]; do
        tries=$((tries + 1))
        [ $tries -lt 600 ] || fail "the timer stands still"
        sleep 0.2
    done
}

serve_git() {
    start git-daemon "$git_daemon" --listen=127.0.0.1 --port=$((port + 50)) --reuseaddr --export-all \
        --base-path="$work/git" "$work/git"
    git_server=$pid
}
serve_web() {
    cat >"$work/nginx.conf" <<CONF
user $(id -un) $(id -gn);
worker_processes 1;
daemon off;
pid $work/nginx.pid;
error_log $work/logs/nginx-error;
events {}
http {
    access_log $work/logs/nginx-access;
    client_body_temp_path $work/nginx; proxy_temp_path $work/nginx; fastcgi_temp_path $work/nginx;
    uwsgi_temp_path $work/nginx; scgi_temp_path $work/nginx;
    server { listen 127.0.0.1:$((port + 51)); root $work/site; }
}
CONF
    start nginx "$nginx" -c "$work/nginx.conf" -e "$work/logs/nginx-error"
    web_server=$pid
}
end() { # pid
    kill "$1"
    wait "$1" 2>/dev/null
}

# Prometheus with the shipped alerts; only how long they wait before they fire is shortened.
watch() {
    sed 's/^\( *for:\) .*/\1 0s/' assets/fleet/monitoring/alerts.yml >"$work/alerts.yml"
    "$promtool" check rules assets/fleet/monitoring/alerts.yml >"$work/said" 2>&1 || fail "promtool check rules"
    for number in $halls; do
        printf -- '- targets: ["127.0.0.1:%d"]\n  labels: { instance: hall-%02d, site: grenoble, canary: "%s" }\n' \
            $((port + number)) "$number" "$([ "$number" = 1 ] && echo yes)"
    done >"$work/screens.yml"
    cat >"$work/prometheus.yml" <<CONF
global: { scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 2s }
rule_files: [alerts.yml]
scrape_configs:
  - job_name: vestibule
    file_sd_configs: [{ files: [screens.yml] }]
  - job_name: prometheus
    static_configs: [{ targets: ["127.0.0.1:$((port + 52))"] }]
CONF
    start prometheus "$prometheus" --config.file="$work/prometheus.yml" --storage.tsdb.path="$work/tsdb" \
        --web.listen-address="127.0.0.1:$((port + 52))" --log.level=warn
}

ask() { # PromQL: prints the value of its only series, or nothing
    curl -s --max-time 10 --data-urlencode "query=$1" "http://127.0.0.1:$((port + 52))/api/v1/query" |
        sed -n 's/.*"value":\[[0-9.e+]*,"\([^"]*\)"\].*/\1/p'
}
# Waits until a query gives that, and says how long it took.
becomes() { # what, PromQL, value, seconds
    began=$(date +%s)
    until [ "$(ask "$2")" = "$3" ]; do
        if [ $(($(date +%s) - began)) -ge "$4" ]; then
            failed=$((failed + 1))
            echo "FAILED  $1: $2 is \"$(ask "$2")\" after $4 s, not $3"
            [ $failed -lt 4 ] || fail "too much"
            grep -h '^reason' "$work"/hall-*/reports/report | sort | uniq -c | head -n 5
            return 1
        fi
        sleep 0.3
    done
    took=$(($(date +%s) - began))
    good "$1 ($took s)"
}
is() { # what, PromQL, value: now
    got=$(ask "$2")
    if [ "$got" = "$3" ]; then good "$1"; else
        failed=$((failed + 1))
        echo "FAILED  $1: $2 is \"$got\", not $3"
    fi
}
good() {
    passed=$((passed + 1))
    echo "ok      $1"
}
