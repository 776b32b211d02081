/* Hears of a headset on a thread of its own, so that plugging one in is an event as a touch is. */
#pragma once
#include "kiosk/visit.h"
#include "machine/headset.h"

#include <SDL.h>

struct listener;

/* Takes the headset over (listener_stop closes it). Returns NULL, having closed it and logged, when
 * no thread can be had; NULL for NULL. Owned by the caller. */
struct listener *listener_start(struct headset *headset);

/* Ends the thread. Null-safe. */
void listener_stop(struct listener *listener);

/* Returns whether the event tells of a headset, and fills in what a visitor does with it.
 * Null-safe.
 */
bool listener_act(const struct listener *listener, const SDL_Event *event, struct visit_act *act);
