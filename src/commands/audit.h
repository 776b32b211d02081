/* The audit as a command sees it: the real fonts, the clock or a pretended one, the screens. */
#pragma once
#include "commands/command.h"

enum { AUDIT_WITHIN_DAYS = 30 };

struct audit_options {
    const char *screen; /* only this one; NULL: all */
    const char *at;     /* local date, or date and time; NULL: now */
    int within_days;
};

/* Adds the warnings of the audit to loaded->report and tells the moment they are of. Returns false
 * after printing that options->at is no date. */
bool audit_loaded(struct loaded *loaded, const struct audit_options *options, struct moment *now);

/* Reads a number of days, 0 to 3650; false after printing what is wrong. */
bool option_days(const char *text, int *days);
