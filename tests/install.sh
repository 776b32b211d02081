#!/bin/sh
# make install into an empty folder; the program there finds its own assets and content.
# usage: install.sh [VARIANT]
set -e
cd "$(dirname "$0")/.."
root=$PWD/build/installed
rm -rf "$root"
make -s VARIANT="${1:-release}" install DESTDIR="$root" PREFIX=/usr
cd /
"$root/usr/bin/vestibule" check
"$root/usr/bin/vestibule" export -o "$root/pictures" --size 640x360 --slide hours
test -s "$root/pictures/hours.png"
test -s "$root/usr/share/man/man1/vestibule.1"
