# Setting a screen up to fetch its content, and back (sourced by vestibule-fetch). It may be run again at any
# time; the hall screen follows only once content was delivered whole, so that it is never without.
# shellcheck shell=sh disable=SC2154
etc=/etc/vestibule
drop_in=/etc/systemd/system/vestibule.service.d/delivered.conf

setup_usage() {
    cat <<'HELP'
Usage: vestibule-fetch setup [SOURCE] [--signers FILE] [--branch B] [--folder F] [--name N] [--yes]
Sets this screen up, as root, to play what is published at SOURCE and signed by those in FILE. Without
SOURCE it goes on with /etc/vestibule/content.conf.

  SOURCE          ssh://git@HOST/PATH.git, https://HOST/PATH.git, or https://HOST/PATH, a folder that
                  vestibule-publish made
  --signers FILE  who may publish (ssh-keygen's allowed signers): NAME namespaces="git,vestibule-manifest" KEY
  --branch B      branch of the repository (default: main); canary on the first screen of a site
  --folder F      folder of the repository that holds the content (default: its top)
  --name N        what the manifest must be for (vestibule-publish --name)
  --yes           trust the key that the SSH server shows, without asking
HELP
}
say() { echo "vestibule-fetch: $*"; }
stop() {
    echo "vestibule-fetch: $2" >&2
    exit "$1"
}
need_root() {
    [ "$(id -u)" = 0 ] || stop 2 "must be run as root: sudo vestibule-fetch $command"
    getent passwd vestibule-fetch >/dev/null ||
        stop 2 "there is no user vestibule-fetch: the package makes it (or systemd-sysusers)"
}
systemd_runs() { [ -d /run/systemd/system ]; }

write_settings() { # source, branch, folder, name
    {
        echo "# Where the content of this screen comes from: vestibule-fetch(1)."
        echo "SOURCE=$1"
        [ -z "$2" ] || echo "BRANCH=$2"
        [ -z "$3" ] || echo "FOLDER=$3"
        [ -z "$4" ] || echo "NAME=$4"
    } >"$etc/content.conf.new" && mv "$etc/content.conf.new" "$etc/content.conf" ||
        stop 1 "$etc/content.conf cannot be written"
}

# A screen's own key, that may only read, and the server's, that somebody compared.
prepare_ssh() { # yes or empty
    case $SOURCE in
    ssh://*) host=${SOURCE#ssh://} host=${host%%/*} ;;
    *://*) return ;;
    *@*:*) host=${SOURCE%%:*} ;;
    *) return ;;
    esac
    command -v ssh >/dev/null || stop 1 "ssh is not installed: apt install openssh-client"
    host=${host##*@} port=22
    case $host in *:*) port=${host##*:} host=${host%:*} ;; esac
    if [ ! -e "$KEY" ]; then
        ssh-keygen -q -t ed25519 -N '' -C "vestibule $(uname -n)" -f "$KEY" || stop 1 "$KEY cannot be made"
        say "this screen has a key of its own; let it read the repository (a read-only deploy key):"
        cat "$KEY.pub"
    fi
    chown root:vestibule-fetch "$KEY" && chmod 640 "$KEY" || stop 1 "$KEY cannot be given to vestibule-fetch"
    [ ! -s "$KNOWN_HOSTS" ] || return 0
    ssh-keyscan -T 20 -p "$port" "$host" 2>/dev/null >"$KNOWN_HOSTS.new"
    [ -s "$KNOWN_HOSTS.new" ] || stop 3 "$host does not answer on port $port"
    say "$host shows these keys; compare them with what its owner publishes:"
    ssh-keygen -l -f "$KNOWN_HOSTS.new"
    if [ -z "$1" ]; then
        printf 'Are they the same? [y/N] '
        read -r answer
        case $answer in [yYoO]*) ;; *) stop 1 "the server is not trusted" ;; esac
    fi
    mv "$KNOWN_HOSTS.new" "$KNOWN_HOSTS"
}

first_fetch() {
    install -d -o vestibule-fetch -g vestibule-fetch "$DELIVERED" "$REPORTS" || stop 1 "no folders"
    if systemd_runs; then
        systemctl daemon-reload
        systemctl start vestibule-content.service
    else
        "$0" update
    fi
    [ -n "$(playing)" ] && [ "$(sed -n 's/^outcome=//p' "$REPORTS/report")" = good ] && return
    say "nothing was delivered yet, and the screen stays as it is:" >&2
    sed -n 's/^reason=/  /p' "$REPORTS/report" >&2 || say "see journalctl -u vestibule-content" >&2
    stop 1 "repair that, then: sudo vestibule-fetch setup"
}

follow() { # folder to play; empty: the staff's own
    if [ -n "$1" ]; then
        mkdir -p "${drop_in%/*}" &&
            printf '[Service]\nEnvironment=CONTENT=%s\n' "$1" >"$drop_in" || stop 1 "$drop_in cannot be written"
    else
        rm -f "$drop_in"
    fi
    systemd_runs || return 0
    systemctl daemon-reload
    systemctl try-restart vestibule.service
}

setup() {
    source='' signers='' branch='' folder='' name='' yes=''
    while [ $# -gt 0 ]; do
        case $1 in
        -h | --help) setup_usage; exit 0 ;;
        --yes) yes=yes ;;
        --signers | --branch | --folder | --name)
            [ $# -gt 1 ] || stop 2 "$1 needs a value"
            case $1 in --signers) signers=$2 ;; --branch) branch=$2 ;; --folder) folder=$2 ;; *) name=$2 ;; esac
            shift
            ;;
        -*) stop 2 "unknown option $1" ;;
        *) source=$1 ;;
        esac
        shift
    done
    need_root
    mkdir -p "$etc" || stop 1 "$etc cannot be made"
    [ -z "$signers" ] || install -m 644 "$signers" "$etc/allowed_signers" || stop 1 "$signers cannot be copied"
    [ -z "$source" ] || write_settings "$source" "$branch" "$folder" "$name"
    read_settings
    # An address may hold a password.
    chown root:vestibule-fetch "$settings" && chmod 640 "$settings" || stop 1 "$settings cannot be protected"
    [ -s "$SIGNERS" ] || stop 1 "$SIGNERS, the list of who may publish, is missing: --signers FILE"
    prepare_ssh "$yes"
    first_fetch
    follow "$DELIVERED/current"
    if systemd_runs; then systemctl enable --now vestibule-content.timer; fi
    say "the screen plays $(playing) and looks for newer content every five minutes"
}

off() {
    need_root
    read_settings
    if systemd_runs; then systemctl disable --now vestibule-content.timer; fi
    follow ''
    rm -f "$DELIVERED/current"
    say "the screen plays /var/lib/vestibule/content again"
}
