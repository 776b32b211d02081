/* Runs a feed on a thread of its own, so that reading a folder never holds back a frame. */
#pragma once
#include "content/feed.h"

#include <SDL.h>

struct loader;

/* Takes the feed over (it is closed by loader_stop). SIGHUP, which every thread must have blocked,
 * makes it read the folder. Returns NULL after logging when no thread can be had; the feed is then
 * still the caller's. */
struct loader *loader_start(struct feed *feed);

/* Ends the thread. One that hangs (in a dead network share) is left behind after two seconds.
 * Null-safe. */
void loader_stop(struct loader *loader);

/* Returns what feed_take returned last, owned by the caller, or NULL. For each an event of type
 * loader_event is posted, so that a wait for events ends. */
struct edition *loader_take(struct loader *loader);
Uint32 loader_event(const struct loader *loader);
