#!/bin/sh
# The Debian package is hardened, and built twice it is the same to the byte.
cd "$(dirname "$0")/../.." || exit 1
for tool in dh lintian readelf; do
    command -v $tool >/dev/null || { echo "figure: package: skipped, $tool is not here (make deb)"; exit 0; }
done
work=${BUILD:-$PWD/build/release}/torture/package
version=$(sed -n 's/^#define VESTIBULE_VERSION "\(.*\)"/\1/p' src/main.c)
package=build/vestibule_${version}_$(dpkg --print-architecture).deb
rm -rf "$work"
mkdir -p "$work"
failed=0

# Another hour, another zone, other rights and another language.
assets/debian/build.sh && cp "$package" "$work/first.deb" || exit 1
(umask 0077; TZ=Pacific/Auckland LC_ALL=C.UTF-8 LANGUAGE=fr assets/debian/build.sh) || exit 1
if cmp "$package" "$work/first.deb"; then
    echo "figure: two builds of the package: equal to the byte (goal: equal)"
else
    echo "figure: two builds of the package: different (goal: equal)"
    failed=1
fi

dpkg-deb -x "$package" "$work/root"
program=$work/root/usr/bin/vestibule
readelf -W -h -l -d -n "$program" >"$work/elf"
readelf -W --dyn-syms "$program" >"$work/symbols"
missing=
grep -q 'Type: *DYN' "$work/elf" || missing="$missing PIE"
grep -q 'GNU_RELRO' "$work/elf" || missing="$missing RELRO"
grep -q 'BIND_NOW\|FLAGS_1.*NOW' "$work/elf" || missing="$missing BIND_NOW"
grep -q 'GNU_STACK.*RW ' "$work/elf" || missing="$missing no-executable-stack"
grep -q '__stack_chk_fail' "$work/symbols" || missing="$missing stack-protector"
grep -q '__[a-z]*_chk@' "$work/symbols" || missing="$missing FORTIFY"
checked=$(grep -c '__[a-z]*_chk@' "$work/symbols")
echo "figure: hardening of the package: $checked checked library calls, missing:${missing:- nothing} (goal: nothing)"
[ -z "$missing" ] || failed=1
exit $failed
