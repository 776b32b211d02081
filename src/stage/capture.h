/* Proof of picture: whoever may connect to a socket in the runtime folder gets what is really on
 * the wall, as a PNG beside it. The loop only hands over a copy of its pixels; a thread of its own
 * answers and encodes, so that neither a fade nor a touch waits for it. */
#pragma once
#include "stage/presenter.h"

#include <stdbool.h>

enum {
    CAPTURE_WAIT_MS = 1000,  /* for the loop to hand the picture over */
    CAPTURE_REPLY_MAX = 256, /* bytes of an answer */
};

/* Names in the runtime folder. */
#define CAPTURE_SOCKET "screenshot.socket"
#define CAPTURE_FILE   "screenshot.png"

struct capture;

/* Listens in that folder: a connection is the request, and the answer one line, "ok" or why there
 * is no picture. The socket may be used by the user and the group of the process. NULL after
 * logging when it cannot. capture_stop, null-safe, ends it and removes both files. */
struct capture *capture_start(const char *folder);
void capture_stop(struct capture *capture);

/* Between two steps of the stage: hands over what is on the screen if somebody asked for it.
 * presenter NULL: nothing is, and dark says why. Null-safe. */
void capture_serve(struct capture *capture, struct presenter *presenter, const char *dark);
