/* Waiting for a screen to be plugged in, so that a television that is switched on after the
 * computer is no failure. */
#pragma once
#include <stdbool.h>

/* Returns whether SDL would draw to the kernel's display (KMS) and not into a desktop. */
bool plug_is_ours(void);

/* Tells SDL which of the kernel's graphics cards has the display: their numbers change from one
 * start of a Raspberry Pi 5 to the next, and SDL 2.26 may take the one that only computes. Does
 * nothing where there is one card, or none has a display. */
void plug_choose_card(const char *root);

/* Returns once a display is connected, or at once when the machine below root ("" outside tests)
 * has no connector to wait for. It looks every poll_ms, logs that it waits once, and keeps the
 * service manager from losing patience. Before each look meanwhile (NULL: nothing) is called: it
 * may switch on the television that is waited for. */
void plug_wait(const char *root, int poll_ms, void (*meanwhile)(void *context), void *context);
