#!/bin/sh
# What the service file must and must never say. The score needs systemd-analyze and is left out without.
cd "$(dirname "$0")/../.." || exit 1
unit=assets/system/vestibule.service
bad=0
for line in Type=notify WatchdogSec=30 Restart=always User=vestibule 'RestrictAddressFamilies=AF_UNIX AF_NETLINK' \
    IPAddressDeny=any CapabilityBoundingSet= NoNewPrivileges=yes PrivateNetwork=no MemoryDenyWriteExecute=no \
    'SupplementaryGroups=video render input' OnFailure=vestibule-recover.service StartLimitBurst=20; do
    grep -qxF "$line" "$unit" || { echo "FAILED: $unit lacks $line"; bad=1; }
done
# Restarts are bounded: fewer than the limit's interval allows at the pause between them.
pause=$(sed -n 's/^RestartSec=//p' "$unit")
burst=$(sed -n 's/^StartLimitBurst=//p' "$unit")
minutes=$(sed -n 's/^StartLimitIntervalSec=\([0-9]*\)min$/\1/p' "$unit")
[ $((pause * burst)) -lt $((minutes * 60)) ] || { echo "FAILED: the start limit is never reached"; bad=1; }
# Every file that the units name is installed by make install or is the content.
for path in $(sed -n 's/^ExecStart=\([^ ]*\).*/\1/p' assets/system/*.service); do
    case $path in
    /usr/bin/vestibule | /usr/bin/vestibule-fetch | /usr/libexec/vestibule/recover) ;;
    /usr/bin/speech-dispatcher) ;; # where it is, a condition sees to that
    *) echo "FAILED: $path is not installed"; bad=1 ;;
    esac
done
# Each exception of a sandbox is explained in the lines before it.
for exception in PrivateNetwork=no MemoryDenyWriteExecute=no DevicePolicy=closed RestrictAddressFamilies=; do
    grep -B 1 "^$exception" "$unit" | head -n 1 | grep -q '^#' || {
        echo "FAILED: $unit does not say why $exception"
        bad=1
    }
done
# The voice: it is asked where the screen asks, and has neither a network nor other devices.
voice=assets/system/vestibule-speech.service
socket=$(sed -n 's/^Environment=SPEECHD_ADDRESS=unix_socket://p' "$unit")
grep -q -- "--socket-path $socket$" "$voice" || { echo "FAILED: nobody listens at $socket"; bad=1; }
for line in Group=vestibule PrivateNetwork=yes 'RestrictAddressFamilies=AF_UNIX' 'DeviceAllow=char-alsa rw' \
    MemoryDenyWriteExecute=yes CapabilityBoundingSet=; do
    grep -qxF "$line" "$voice" || { echo "FAILED: $voice lacks $line"; bad=1; }
done
if command -v systemd-analyze >/dev/null; then
    # What talks to the network is worse by that.
    for scored in "$unit 10" "$voice 10" "assets/system/vestibule-content.service 11"; do
        systemd-analyze security --offline=yes --threshold="${scored#* }" "${scored% *}" >"$BUILD/security" 2>&1 || {
            tail -n 3 "$BUILD/security"
            echo "FAILED: the sandbox of ${scored% *} is worse than ${scored#* } tenths"
            bad=1
        }
    done
else
    echo "the score of the sandbox was not computed: there is no systemd-analyze here"
fi
exit $bad
