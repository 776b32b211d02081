/* Waiting for a screen to be plugged in, so that a television that is switched on after the
 * computer is no failure. */
#pragma once
#include <stdbool.h>

/* Returns whether SDL would draw to the kernel's display (KMS) and not into a desktop. */
bool plug_is_ours(void);

/* Returns once a display is connected, or at once when the machine below root ("" outside tests)
 * has no connector to wait for. It looks every poll_ms, logs that it waits once, and keeps the
 * service manager from losing patience. */
void plug_wait(const char *root, int poll_ms);
