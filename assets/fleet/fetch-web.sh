# Content from any static web server (sourced by vestibule-fetch). SOURCE/manifest lists the files by hash,
# is signed and carries a serial that only rises; SOURCE/files/HASH holds the files, which never change. While
# nothing is new a turn is one request answered by 304. vestibule-publish makes both.
# shellcheck shell=sh disable=SC2154
objects=$fetch/objects
manifest_bytes_max=1048576

# curl, told to follow nothing to another scheme and to give up when nothing comes. What it stores may be
# as large as the first argument says.
transfer() { # bytes, options of curl…
    limit=$(($1 / 512 + 1))
    shift
    (
        ulimit -f $limit 2>/dev/null || [ "$(ulimit -f)" != unlimited ] || exit 4
        exec timeout -k 10 "$TIMEOUT" curl -q --silent --show-error --fail --location --max-redirs 3 \
            --proto "=$(echo "$PROTOCOLS" | tr ' ' ,)" --proto-redir "=$(echo "$PROTOCOLS" | tr ' ' ,)" \
            --connect-timeout 20 --speed-limit 100 --speed-time 60 --user-agent vestibule-fetch "$@"
    ) 2>"$scratch/errors"
}
why() { tail -n 1 "$scratch/errors" | sed 's|//[^/@ ]*@|//|g' | cut -c 1-300; }

header() { # name: from the manifest
    sed -n "/^$/q;s/^$1 //p" "$scratch/manifest" | head -n 1
}

# The manifest and its signature are one file, so that no reader finds one without the other.
split_manifest() {
    sed '/^-----BEGIN SSH SIGNATURE-----$/,$d' "$scratch/signed" >"$scratch/manifest"
    sed -n '/^-----BEGIN SSH SIGNATURE-----$/,$p' "$scratch/signed" >"$scratch/signature"
    candidate=$(sha256sum <"$scratch/manifest" | cut -c 1-64)
}

verify_signature() {
    who=$(ssh-keygen -Y find-principals -s "$scratch/signature" -f "$SIGNERS" 2>"$scratch/errors" | head -n 1)
    [ -n "$who" ] &&
        ssh-keygen -Y verify -q -f "$SIGNERS" -I "$who" -n vestibule-manifest -s "$scratch/signature" \
            <"$scratch/manifest" >"$scratch/errors" 2>&1
}

# Lines "HASH BYTES PATH", which are all there is after the first empty line. Paths stay in the folder,
# hide nothing, and none is given twice or a folder as well.
read_list() {
    awk -v files_max="$MAX_FILES" -v bytes_max="$max_bytes" '
        function wrong(what) { print "line " NR ": " what; failed = 1; exit 1 }
        !body { body = $0 == ""; next }
        !/^[0-9a-f]+ [0-9]+ [^ ]/ || length($1) != 64 || length($2) > 12 { wrong("must be HASH BYTES PATH") }
        {
            path = substr($0, length($1) + length($2) + 3)
            if (path ~ /[[:cntrl:]\\]/ || path ~ /(^|\/)(\.|$)/ || path ~ /\/\// || path ~ /^[-\/]/ ||
                length(path) > 512) wrong("path " path)
            if (path in seen) wrong(path " is given twice")
            seen[path] = 1
            bytes += $2
            if (++count > files_max) wrong("more files than MAX_FILES=" files_max)
            if (bytes > bytes_max) wrong("more bytes than MAX_MEGABYTES allows")
        }
        END {
            if (failed) exit 1
            if (!count) wrong("no files")
            for (path in seen)
                for (folder = path; sub(/\/[^\/]*$/, "", folder); )
                    if (folder in seen) wrong(folder " is a file and a folder")
        }' "$scratch/manifest" >"$scratch/check"
}
files() { sed '1,/^$/d' "$scratch/manifest"; }

# Brings the files that are not here yet. What a cut line left is continued; each is proved by its hash.
fetch_files() {
    mkdir -p "$objects"
    files | cut -d' ' -f1,2 | sort -u | while read -r hash size; do
        part=$objects/$hash.part
        [ ! -e "$objects/$hash" ] || continue
        [ "$(stat -c %s "$part" 2>/dev/null || echo 0)" -lt "$size" ] || rm -f "$part"
        if [ "$size" = 0 ]; then : >"$part"; else
            printf 'url = "%s/files/%s"\noutput = "%s"\n' "$SOURCE" "$hash" "$part"
        fi
    done >"$scratch/wanted"
    [ ! -s "$scratch/wanted" ] ||
        transfer "$(files | cut -d' ' -f2 | sort -n | tail -n 1)" --fail-early --continue-at - \
            --config "$scratch/wanted"
    files | cut -d' ' -f1,2 | sort -u | while read -r hash size; do
        part=$objects/$hash.part
        [ "$(stat -c %s "$part" 2>/dev/null)" = "$size" ] || continue
        if echo "$hash  $part" | sha256sum --status -c; then mv "$part" "$objects/$hash"; else rm "$part"; fi
    done
    missing=$(files | while read -r hash _; do [ -e "$objects/$hash" ] || echo "$hash"; done | head -n 1)
    [ -z "$missing" ]
}

# The folder as the manifest says. Files are links to those fetched: nothing is written twice.
assemble() {
    staging
    files | while read -r hash _ path; do
        case $path in */*) mkdir -p "$fetch/staged/${path%/*}" ;; esac &&
            ln "$objects/$hash" "$fetch/staged/$path" || exit 1
    done || return 1
    files | while read -r hash _ path; do echo "$hash  $fetch/staged/$path"; done >"$scratch/expected"
    sha256sum --quiet -c "$scratch/expected" 2>/dev/null | sed -n 's/: FAILED.*//p' >"$scratch/check"
    [ ! -s "$scratch/check" ] && return
    # A memory card forgot some: they are fetched again.
    while IFS= read -r path; do
        hash=$(awk -v path="$path" 'substr($0, 67) == path { print $1 }' "$scratch/expected")
        rm -f "$objects/${hash:-none}"
    done <"$scratch/check"
    return 1
}

serial_is_new() {
    was=$(fact "$current" serial)
    [ -z "$old" ] || [ "$old" = "$candidate" ] || [ "$serial" -gt "${was:-0}" ]
}

# Asks for the manifest. A server that answers 304 means the one whose hash was noted with the ETag; it is
# asked again without where that neither plays nor was refused.
fetch_manifest() {
    rm -f "$scratch/signed" "$scratch/etag.new"
    set -- --output "$scratch/signed" --etag-save "$scratch/etag.new"
    [ ! -s "$scratch/etag" ] || [ -n "$again" ] || set -- "$@" --etag-compare "$scratch/etag"
    transfer $manifest_bytes_max "$@" "$SOURCE/manifest"
    case $? in
    0) ;;
    23 | 153) fail "the manifest has more than $manifest_bytes_max bytes, or the disk is full: $(why)" ;;
    *) unreachable "$(why)" ;;
    esac
    if [ -e "$scratch/signed" ]; then
        split_manifest
        [ ! -s "$scratch/etag.new" ] || mv "$scratch/etag.new" "$scratch/etag"
        echo "$candidate" >"$scratch/etag-of"
    else
        candidate=$(cat "$scratch/etag-of")
    fi
}

# Content that plays past its date goes on playing: somebody may hold back what is newer, but the clock may
# as well be wrong.
late() {
    expires=$(fact "$current" expires)
    [ "${expires:-0}" = 0 ] || [ "$expires" -gt "$(date +%s)" ] ||
        echo "; newer content was due on $(date -d "@$expires" +%F)"
}
seconds() { if [ -n "$1" ]; then date -u -d "$1" +%s; else echo 0; fi; }

look_at_manifest() {
    verify_signature || refuse "the manifest is not signed by anybody in $SIGNERS: $(why)"
    [ "$(head -n 1 "$scratch/manifest")" = "vestibule-manifest 1" ] || refuse "the manifest is of another kind"
    [ "$(header name)" = "$NAME" ] ||
        refuse "the manifest is for \"$(header name)\"; NAME of this screen is \"$NAME\""
    serial=$(header serial)
    case $serial in '' | *[!0-9]* | ????????????????*) refuse "the manifest has no serial" ;; esac
    serial_is_new || refuse "serial $serial is not above $was, which plays: an older manifest came back"
    read_list || refuse "the manifest: $(cat "$scratch/check")"
}

fetch_web() {
    command -v curl >/dev/null && command -v ssh-keygen >/dev/null ||
        fail "curl or ssh-keygen is not installed: apt install curl openssh-client"
    SOURCE=${SOURCE%/}
    old=$(baseline)
    fetch_manifest
    ! plays "$candidate" || finish good 0 "$current plays$(late)"
    ! refused_before "$candidate" || finish refused 1 "$(sed 1d "$REPORTS/refused")"
    [ -e "$scratch/signed" ] || { rm -f "$scratch/etag"; fetch_manifest; }
    look_at_manifest
    { fetch_files && assemble; } || { fetch_files && assemble; } || {
        ! grep -qi 'no space\|(23)' "$scratch/errors" || fail "the disk is full: $(why)"
        unreachable "file ${missing:-that was damaged} cannot be fetched: $(why)"
    }
    deliver web "$candidate" "$serial" "$(printf '%d' "0x$(echo "$candidate" | cut -c 1-12)")" \
        "$(seconds "$(header created)")" "$(seconds "$(header expires)")"
    # Files that no version holds any more have one name left.
    find "$objects" -type f -links 1 -mmin +60 -delete
    finish good 0 "delivered $version, serial $serial"
}
