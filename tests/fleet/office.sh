# What the tests of vestibule-fetch share (sourced): an office that publishes and one screen that fetches.
# shellcheck shell=sh

fail() {
    echo "FAILED: $*"
    tail -n 20 "$work/log" "$work/said" 2>/dev/null
    exit 1
}

# An empty office with its key and that of a stranger; in memory, where syncing the disk costs nothing.
office() {
    work=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm || echo "$BUILD")") || exit 1
    trap 'rm -rf "$work"' EXIT
    export GIT_CONFIG_GLOBAL="$work/gitconfig" GIT_CONFIG_NOSYSTEM=1
    unset XDG_CONFIG_HOME
    for key in office stranger; do
        ssh-keygen -q -t ed25519 -N '' -C "$key" -f "$work/$key" || fail "no key"
    done
    printf 'office@example.org namespaces="git,vestibule-manifest" %s\n' "$(cat "$work/office.pub")" \
        >"$work/allowed_signers"
    git config --file "$work/gitconfig" user.name Office
    git config --file "$work/gitconfig" user.email office@example.org
    git config --file "$work/gitconfig" gpg.format ssh
}

# The screen, by the lines of its content.conf.
screen() { # line…
    screen=$work/screen
    mkdir -p "$screen"
    printf '%s\n' "$@" "SIGNERS=$work/allowed_signers" "DELIVERED=$screen/delivered" \
        "REPORTS=$screen/reports" MAX_MEGABYTES=2 MAX_FILES=50 >"$screen/content.conf"
}

# Fetches once; the exit code and what is said are as expected.
fetch() { # exit code, part of what is said, options…
    expected=$1 part=$2
    shift 2
    touch "$work/fetched"
    VESTIBULE_CONTENT_CONF=$screen/content.conf JOURNAL_STREAM='' \
        assets/fleet/vestibule-fetch update "$@" >"$work/said" 2>&1
    code=$?
    [ $code = "$expected" ] || fail "exit code $code, expected $expected and \"$part\""
    grep -qF -- "$part" "$work/said" || fail "it does not say \"$part\""
}

# A notice with that headline, in a content folder.
notice() { # folder, headline
    printf '{ "kind": "notice", "title": "Info", "headline": "%s", "body": "Corps." }\n' "$2" \
        >"$1/slides/two.json"
}

# What the screen would play has that headline and no mistake.
shows() { # headline
    grep -qF "\"$1" "$screen/delivered/current/slides/two.json" || fail "the screen does not show $1"
}

metric() { # name, value
    grep -qx "vestibule_fetch_$1 $2" "$screen/reports/vestibule-content.prom" || {
        cat "$screen/reports/vestibule-content.prom"
        fail "vestibule_fetch_$1 is not $2"
    }
}
