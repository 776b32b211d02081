#!/bin/sh
# Every folder of tests/data/bad holds the files that replace those of base/, and what check must say
# of the whole in English and in French. A file "remove" names what is taken away.
# LANGUAGES: only those. --accept writes what check says now as what it must say (look at the difference
# before committing).
cd "$(dirname "$0")/../.." || exit 1
VESTIBULE=${VESTIBULE:-$PWD/build/release/vestibule}
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failed=0
cases=0

say() { # language: what check says of the folder, and how it ends
    (cd "$tree" && "$VESTIBULE" check content --at 2026-11-24T10:24 --lang "$1" 2>&1
     echo "exit $?")
}

for case in tests/data/bad/*/; do
    name=$(basename "$case")
    [ "$name" = base ] && continue
    cases=$((cases + 1))
    rm -rf "$tree/content"
    cp -R tests/data/bad/base "$tree/content"
    # A folder may stand where base has a file.
    (cd "$case" && find . -type d ! -name . | while read -r folder; do
        [ -f "$tree/content/$folder" ] && rm "$tree/content/$folder"
    done)
    cp -R "$case". "$tree/content/"
    rm -f "$tree/content/expected.en" "$tree/content/expected.fr"
    if [ -f "$case/remove" ]; then
        (cd "$tree/content" && xargs rm <remove && rm remove)
    fi
    for language in ${LANGUAGES:-en fr}; do
        if [ "${1:-}" = --accept ]; then
            say $language >"$case/expected.$language"
        elif ! say $language | diff -u "$case/expected.$language" -; then
            failed=$((failed + 1))
        fi
    done
done
[ $cases -ge 80 ] || { echo "only $cases broken folders"; exit 1; }
[ $failed = 0 ]
