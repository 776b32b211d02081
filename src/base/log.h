/* What the program says to staff while it runs: one line each on standard error, with a level that
 * systemd understands. Nothing here ever reaches a visitor. */
#pragma once

enum log_level { LOG_ERROR, LOG_WARNING, LOG_NOTICE, LOG_DETAIL };

/* Sets the least urgent level still written (default LOG_NOTICE). */
void log_set_level(enum log_level level);

/* Writes one line, printf style; no newline at its end. */
void log_line(enum log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));
