#!/bin/sh
# What runs as root or talks to the network on screens, and what tests it, is as shellcheck wants it.
cd "$(dirname "$0")/../.." || exit 1
exec shellcheck --external-sources assets/fleet/vestibule-fetch assets/fleet/vestibule-publish tests/fleet.sh tests/fleet/*.sh
