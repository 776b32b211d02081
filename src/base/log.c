/* Under systemd (JOURNAL_STREAM set) each line starts with the priority sd-daemon(3) defines, so
 * that journalctl -p works; on a terminal it starts with the program's name. */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static enum log_level least = LOG_NOTICE;

void log_set_level(enum log_level level)
{
    least = level;
}

void log_line(enum log_level level, const char *format, ...)
{
    static const int priorities[] = { 3, 4, 5, 7 };
    if (level > least) {
        return;
    }
    if (getenv("JOURNAL_STREAM")) {
        fprintf(stderr, "<%d>", priorities[level]);
    } else {
        fputs("vestibule: ", stderr);
    }
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}
