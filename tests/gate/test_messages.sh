#!/bin/sh
# Every message has a French translation with the same placeholders, none is left over, and French
# typography holds: a non-breaking space before : ; ? ! and inside « ».
cd "$(dirname "$0")/../.." || exit 1
mkdir -p build
template=build/messages-$$.pot
trap 'rm -f "$template"' EXIT
tests/gate/messages.sh "$template" || exit 1
msgcmp --no-fuzzy-matching assets/locale/fr.po "$template" || exit 1
msgfmt --check-format -o /dev/null assets/locale/fr.po || exit 1
if msgattrib --only-obsolete assets/locale/fr.po | grep '^#~'; then
    echo "assets/locale/fr.po has messages that no source holds any more: run make messages"
    exit 1
fi
if msgattrib --no-wrap --no-obsolete assets/locale/fr.po | grep '^msgstr\|^"' |
    grep -nE '« | »| [;?!»]'; then
    echo "assets/locale/fr.po needs non-breaking spaces (U+00A0) there"
    exit 1
fi
