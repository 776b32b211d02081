#!/bin/sh
# The options of check: formats, language, exit codes.
cd "$(dirname "$0")/../.." || exit 1
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
bad=0

expect() { # what, code wanted, code had, text wanted in the output
    if [ "$2" != "$3" ]; then
        echo "$1: exit code $3, not $2"
        bad=1
    fi
    if ! grep -qF -- "$4" "$tree/out"; then
        echo "$1: no \"$4\" in:"
        cat "$tree/out"
        bad=1
    fi
}

run() { # arguments of check
    "$VESTIBULE" check "$@" >"$tree/out" 2>&1
    code=$?
}

cp -R tests/data/bad/base "$tree/content"
run "$tree/content"
expect "good content" 0 $code "0 errors, 0 warnings"
run "$tree/content" --lang fr
expect "in French" 0 $code "0 erreur, 0 avertissement"
LC_ALL=fr_FR.UTF-8 run "$tree/content"
expect "by the locale" 0 $code "0 erreur"
LANGUAGE=fr:en run "$tree/content"
expect "by LANGUAGE" 0 $code "0 erreur"
LC_ALL=de_DE.UTF-8 run "$tree/content"
expect "no catalogue" 0 $code "0 errors"
run "$tree/content" --lang xx
expect "unknown language" 2 $code '--lang must be fr or en, not "xx"'
run "$tree/content" --lang ../fr
expect "no language" 2 $code '--lang must be fr or en'
run "$tree/content" --format yaml
expect "unknown format" 2 $code '--format must be text, json or gcc, not "yaml"'
run "$tree/content" "$tree/content"
expect "two folders" 2 $code "only one content folder"
run "$tree/nowhere"
expect "no folder" 1 $code "nowhere: the folder cannot be opened"

sed -i '/"hello"/d; s/"hours" },/"hours" }/' "$tree/content/playlist.json"
run "$tree/content"
expect "a warning" 0 $code "0 errors, 1 warning;"
run "$tree/content" --strict
expect "a warning, strictly" 1 $code "0 errors, 1 warning;"
run "$tree/content" --format gcc
expect "gcc" 0 $code "slides/hello.json:1:1: warning: playlist.json does not name this slide"
run "$tree/content" --format json
expect "json" 0 $code '"errors": 0, "warnings": 1, "slides": 2, "playing": 1}'
exit $bad
