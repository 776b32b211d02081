# Content from a branch of a git repository (sourced by vestibule-fetch). The clone only saves traffic: it
# holds no truth, is thrown away whenever it looks damaged, and its blobs are fetched when they are needed
# (git's partial clones), so that the history of pictures never fills the memory card.
# shellcheck shell=sh disable=SC2154
repository=$fetch/repository.git

# Nothing but these settings and this screen's own key decides how git behaves.
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_ATTR_NOSYSTEM=1 GIT_TERMINAL_PROMPT=0 HOME="$fetch"
GIT_ALLOW_PROTOCOL=$(echo "$PROTOCOLS" | tr ' ' :)
# shellcheck disable=SC2089 # git gives it to a shell
GIT_SSH_COMMAND="ssh -F none -o BatchMode=yes -o ConnectTimeout=20 -o ServerAliveInterval=15 \
-o StrictHostKeyChecking=yes -o UserKnownHostsFile='$KNOWN_HOSTS' -o IdentitiesOnly=yes -i '$KEY'"
# shellcheck disable=SC2090
export GIT_ALLOW_PROTOCOL GIT_SSH_COMMAND
git() {
    command git --git-dir="$repository" "$@"
}
receive() { # what fetch takes besides, see bounded
    bounded git --git-dir="$repository" fetch -q --no-tags --no-write-fetch-head --no-auto-maintenance \
        ${filter:+"$filter"} "$@"
}
# An old server, or ssh that does not let git's protocol 2 through, cannot send the files of one version:
# from it all of the history is fetched.
choose_filter() {
    filter=--filter=blob:none
    [ "$(git config vestibule.whole 2>/dev/null)" != true ] || filter=
}

make_clone() { # whole, or nothing for what choose_filter says
    rm -rf "$repository"
    command git init -q --bare "$repository" && git config remote.origin.url "$SOURCE" &&
        git config core.fsync all && git config core.bigFileThreshold 1m && git config gc.auto 0 &&
        git config transfer.fsckObjects true &&
        git config http.lowSpeedLimit 100 && git config http.lowSpeedTime 60 &&
        if [ "${1:-}" = whole ]; then git config vestibule.whole true; else
            git config remote.origin.promisor true && git config remote.origin.partialclonefilter blob:none &&
                git config core.repositoryFormatVersion 1 && git config extensions.partialClone origin
        fi && choose_filter &&
        # Bytes are written as they were committed, whatever .gitattributes says.
        mkdir -p "$repository/info" &&
        echo '* -text -ident -filter -working-tree-encoding' >"$repository/info/attributes"
}

# What a power cut leaves: locks, halves of packs. Anything else shows when it is used.
tidy_clone() {
    if [ "$(git config remote.origin.url 2>/dev/null)" != "$SOURCE" ] ||
        [ "$(cat "$repository/info/attributes" 2>/dev/null)" != '* -text -ident -filter -working-tree-encoding' ] ||
        [ "$(du -sk "$repository" | cut -f1)" -gt $((2 * max_bytes / 1024)) ]; then
        make_clone
        return
    fi
    choose_filter
    find "$repository" \( -name '*.lock' -o -name 'tmp_*' \) -delete
    if weekly "$fetch/collected" &&
        ! { git reflog expire --expire=now --all && git gc -q --prune=now; } 2>"$scratch/errors"; then
        make_clone
    fi
}

# Brings the branch, and says by $commit and $serial what its tip is and how many commits led to it; all
# of these are walked, which proves the clone sound.
fetch_branch() {
    receive origin "+refs/heads/$BRANCH:refs/heads/fetched" 2>"$scratch/errors" &&
        commit=$(git rev-parse -q --verify 'refs/heads/fetched^{commit}' 2>>"$scratch/errors") &&
        serial=$(git rev-list --count "$commit" 2>>"$scratch/errors")
}

# The files of the commit, fetched and written into the staged folder.
write_files() {
    git rev-list --objects --missing=print --no-walk "$tree" 2>>"$scratch/errors" | sed -n 's/^?//p' \
        >"$scratch/missing" &&
        { [ ! -s "$scratch/missing" ] || receive --stdin origin <"$scratch/missing" 2>>"$scratch/errors"; } &&
        git ls-tree -r -l "$tree" >"$scratch/list" 2>>"$scratch/errors" || return 1
    bytes=$(awk '{ sum += $4 } END { printf "%d", sum }' "$scratch/list")
    [ "$bytes" -le "$max_bytes" ] ||
        refuse "the content has $((bytes / 1048576)) MiB; MAX_MEGABYTES allows $MAX_MEGABYTES"
    staging
    rm -f "$scratch/index"
    GIT_INDEX_FILE=$scratch/index git --work-tree="$fetch/staged" read-tree --reset -u "$tree" \
        2>>"$scratch/errors"
}

why() { grep . "$scratch/errors" | tail -n 2 | tr '\n' ' ' | sed 's|//[^/@ ]*@|//|g' | cut -c 1-300; }

# Does something with the clone. When it fails although the source answered, the clone may be damaged, which
# git tells: then once more with a new one. Else the line was cut, the disk is full or it is too much.
with_clone() {
    "$1" && return
    give_up
    if [ -n "$filter" ] && grep -q 'unadvertised object' "$scratch/errors"; then
        tell 6 "the server sends no single files (see uploadpack in vestibule-fetch(1)): all of the history comes"
        make_clone whole && fetch_branch && "$1" && return
        give_up
        rm -rf "$repository"
        unreachable "$SOURCE: $(why)"
    fi
    git fsck --no-dangling --no-progress >"$scratch/check" 2>&1 && unreachable "$SOURCE: $(why)"
    tell 4 "the clone is damaged and made anew: $(tail -n 1 "$scratch/check")"
    make_clone && fetch_branch && "$1" && return
    give_up
    unreachable "$(why)"
}
give_up() {
    ! grep -qi 'no space left' "$scratch/errors" || fail "the disk is full: $(why)"
    ! grep -qiE 'file too large|signal 25|exceeds maximum' "$scratch/errors" || {
        rm -rf "$repository"
        refuse "what the source sends is more than MAX_MEGABYTES=$MAX_MEGABYTES: $(why)"
    }
}

# Only plain files: a link could lead out of the folder.
look_at_tree() {
    tree=$(git rev-parse -q --verify "$commit:$FOLDER" 2>"$scratch/errors") ||
        refuse "commit $commit has no folder $FOLDER"
    git ls-tree -r "$tree" 2>"$scratch/errors" | head -n $((MAX_FILES + 1)) >"$scratch/list"
    [ "$(wc -l <"$scratch/list")" -le "$MAX_FILES" ] ||
        refuse "commit $commit has more files than MAX_FILES=$MAX_FILES"
    odd=$(grep -v '^100[67][0-9][0-9] ' "$scratch/list" | head -n 1 | cut -f2)
    [ -z "$odd" ] || refuse "commit $commit: $odd must be a file; links and modules are not followed"
}

fetch_git() {
    command -v git >/dev/null || fail "git is not installed: apt install git"
    tip=$(bounded git ls-remote -- "$SOURCE" "refs/heads/$BRANCH" 2>"$scratch/errors") || unreachable "$(why)"
    tip=${tip%%[!0-9a-f]*}
    [ -n "$tip" ] || fail "the source has no branch $BRANCH"
    ! plays "$tip" || finish good 0 "$current plays"
    ! refused_before "$tip" || finish refused 1 "$(sed 1d "$REPORTS/refused")"
    tidy_clone || fail "$repository cannot be made: $(why)"
    with_clone fetch_branch
    candidate=$commit
    # OpenPGP and X.509 signatures would be looked up in key rings that this screen does not have.
    git -c gpg.program=/bin/false -c gpg.x509.program=/bin/false -c gpg.minTrustLevel=fully \
        -c gpg.ssh.allowedSignersFile="$SIGNERS" verify-commit "$commit" >"$scratch/errors" 2>&1 ||
        refuse "commit $commit is not signed by anybody in $SIGNERS: $(why)"
    old=$(baseline)
    [ -z "$old" ] || git merge-base --is-ancestor "$old" "$commit" 2>"$scratch/errors" ||
        refuse "commit $commit does not descend from $old, which plays: history was rewound"
    look_at_tree
    with_clone write_files
    deliver git "$commit" "$serial" "$(printf '%d' "0x$(echo "$commit" | cut -c 1-12)")" \
        "$(git log -1 --format=%ct "$commit")" 0
    finish good 0 "delivered commit $commit"
}
