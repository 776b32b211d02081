/* The kernel's display driver (KMS), asked where SDL has no call for it. card: the descriptor SDL
 * drew the last picture through; another one may look, but change nothing. */
#pragma once
#include <stdbool.h>

/* Makes the kernel ask each socket again what is plugged into it: until somebody does, sysfs goes
 * on telling the modes of the display before. Returns false, errno says why, when it cannot. */
bool kms_probe(int card);

/* Switches every display that is plugged in on, or to sleep (the connector property "DPMS",
 * Documentation/gpu/drm-kms.rst). Returns false, errno says why, when one cannot be, or with ENODEV
 * when there is none. */
bool kms_power(int card, bool on);
