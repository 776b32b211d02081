/* /etc/vestibule/display.conf: the programs that switch the display on and off. They run as the
 * player, so only the machine's owner may name them: the file and the programs must belong to root
 * and be writable by nobody else. Content never reaches here.
 *
 *     on  = /usr/bin/cec-ctl --device 0 --playback --to 0 --image-view-on
 *     off = /usr/bin/cec-ctl --device 0 --playback --to 0 --standby
 *
 * A line is a key, "=" and the words of one program call. Words are separated by blanks; double
 * quotes keep blanks in a word; nothing else is special, and no shell is asked. Several lines with
 * the same key are run one after the other. Lines that begin with # are comments. The one word kms
 * is no program: the player itself lets the kernel's display sleep (machine/kms.h). */
#pragma once
#include "base/arena.h"

#include <stdbool.h>
#include <sys/types.h>

#define DISPLAY_CONF_PATH "/etc/vestibule/display.conf"

enum { DISPLAY_CALLS_MAX = 4, DISPLAY_WORDS_MAX = 24 };

struct display_call {
    const char *words[DISPLAY_WORDS_MAX + 1]; /* the first is the program's path; NULL at the end */
};

struct display_calls {
    struct display_call items[DISPLAY_CALLS_MAX];
    int count;
};

enum display_conf_state {
    DISPLAY_CONF_NONE,    /* no file, or nothing but comments in it */
    DISPLAY_CONF_GOOD,    /* both on and off can be called */
    DISPLAY_CONF_REFUSED, /* reason says why */
};

struct display_conf {
    struct arena arena;
    struct display_calls on, off;
    const char *reason; /* translated, with the line where there is one; owned by the arena */
};

/* Returns whether the call is no program but the player's own. */
bool display_call_is_kms(const struct display_call *call);

/* Reads the file into *out (display_conf_finish), whatever it is. owner is 0 but in tests: what
 * belongs to neither root nor owner is refused. */
enum display_conf_state display_conf_read(const char *path, uid_t owner, struct display_conf *out);

/* Frees it; null-safe as a zeroed struct. */
void display_conf_finish(struct display_conf *conf);
