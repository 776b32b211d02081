/* Whether somebody plugs in a headset, as the kernel tells: the switch of a jack, or a sound card
 * that comes over USB. Bluetooth, and jacks that cannot tell (Raspberry Pi 4), are not seen. */
#pragma once
#include <stdbool.h>

struct headset;

enum headset_change { HEADSET_STAYS, HEADSET_IN, HEADSET_OUT };

/* Returns in *plugged whether a jack's device holds a plug now; false when it does not tell. */
typedef bool headset_state(int device, bool *plugged);

/* Asks the kernel (EVIOCGSW). */
bool headset_ask(int device, bool *plugged);

/* Starts listening to the machine below root ("" outside tests), asking by state (headset_ask
 * outside tests) what is plugged in already. Returns NULL after logging when nothing can be
 * listened to. Owned by the caller (headset_close, null-safe). */
struct headset *headset_open(const char *root, headset_state *state);
void headset_close(struct headset *headset);

/* Returns a descriptor that is readable when headset_step has something to read. */
int headset_descriptor(const struct headset *headset);

/* Reads what was told since, and returns what it comes to: one went in, or the last one went out. A
 * USB sound card that was there from the start is a loudspeaker and does not count. */
enum headset_change headset_step(struct headset *headset);
