#!/bin/sh
# The first word: a command, a folder, or a slip that is told as such.
cd "$(dirname "$0")/../.." || exit 1
: "${VESTIBULE:=$PWD/build/release/vestibule}"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/chekc"
bad=0

# expect NAME CODE TEXT ARGUMENTS…
expect() {
    name=$1
    wanted=$2
    text=$3
    shift 3
    (cd "${where:-.}" && "$VESTIBULE" "$@") >"$folder/output" 2>&1
    code=$?
    if [ $code != "$wanted" ] || ! grep -qF -- "$text" "$folder/output"; then
        echo "$name: exit code $code ($wanted expected), without: $text"
        cat "$folder/output"
        bad=1
    fi
}

expect "a slip" 2 'unknown command "chekc"; did you mean "check"?' chekc
expect "a slip with options" 2 'unknown command "exprot"; did you mean "export"?' exprot -o x
expect "nothing like it" 2 'unknown command "hallway", and there is no folder of that name' hallway
expect "a path is a folder" 1 'nowhere/hall: the folder cannot be opened' nowhere/hall
where=$folder
expect "a folder named like a slip" 0 'chekc/site.json: there is no such file' \
    chekc --headless --for 0.1
where=.
expect "help" 0 'plan' --help
for command in check export plan play; do
    expect "$command --help" 0 "Usage: vestibule $command" $command --help
    expect "$command, wrong option" 2 "See: vestibule $command --help" $command --frobnicate
    expect "$command, two folders" 2 "only one content folder" $command a b
done
exit $bad
