#!/bin/sh
# Builds the Debian package for an architecture (default: this machine's) into build/, and has lintian
# look at it: build.sh [amd64|arm64]. The source tree needs no debian/ folder; one is put beside a copy.
set -eu
cd "$(dirname "$0")/../.."
arch=${1:-$(dpkg --print-architecture)}
version=$(sed -n 's/^#define VESTIBULE_VERSION "\(.*\)"/\1/p' src/main.c)
packaged=$(dpkg-parsechangelog -l assets/debian/changelog -S Version)
if [ "$version" != "$packaged" ]; then
    echo "src/main.c says version $version, assets/debian/changelog $packaged" >&2
    exit 1
fi
tree=build/deb/$arch/vestibule-$version
rm -rf "build/deb/$arch"
mkdir -p "$tree"
cp -R src assets content Makefile README.md LICENSE "$tree/"
mv "$tree/assets/debian" "$tree/debian"
cp assets/system/*.service assets/system/*.timer assets/system/vestibule.sysusers \
    assets/system/vestibule.tmpfiles "$tree/debian/"
log=build/deb/$arch/build.log
if ! (cd "$tree" && env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL \
    dpkg-buildpackage --build=binary --host-arch="$arch" -us -uc --no-pre-clean) >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    exit 1
fi
lintian --fail-on error,warning --tag-display-limit 0 \
    "build/deb/$arch/vestibule_${version}_$arch.changes"
mv "build/deb/$arch/vestibule_${version}_$arch.deb" build/
echo "build/vestibule_${version}_$arch.deb"
