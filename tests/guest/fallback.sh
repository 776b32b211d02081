# After the reboot: the last of three. The program still cannot be started.
is "the third reboot was counted" [ "$(cat /var/lib/vestibule/recovery/reboots)" = 3 ]
is "a program that cannot be started leads to the fallback content" \
    within 120 test -s /run/vestibule-recover/environment
rm /usr/bin/vestibule
mv /usr/bin/vestibule.away /usr/bin/vestibule
is "which then plays" within 40 state_is active
is "from the package's own folder" has fallback "$(tr '\0' ' ' <"/proc/$(shown MainPID)/cmdline")"
is "doctor says so as well" tells '^fault +service'
is "and it is tried again" systemctl is-active vestibule-retry.timer
