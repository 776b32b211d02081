#!/bin/sh
# Writes every message of the sources that has a translation to a template: messages.sh OUT.pot.
# The help of the field tables is French in the source, for it describes French content.
set -e
cd "$(dirname "$0")/../.."
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
for source in src/*.c src/*/*.[ch]; do
    mkdir -p "$tree/${source%/*}"
    sed 's/help = N_(/help = (/' "$source" >"$tree/$source"
done
out=$PWD/$1
cd "$tree"
find src -name '*.[ch]' | LC_ALL=C sort | xgettext --files-from=- --from-code=UTF-8 --language=C \
    --keyword=_ --keyword=N_ --keyword=message_plural:1,2 --flag=message:1:pass-c-format \
    --flag=_:1:pass-c-format --flag=N_:1:pass-c-format --add-comments=Translators: \
    --no-location --sort-output --package-name=vestibule --output="$out"
