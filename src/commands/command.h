/* What the commands of the program share: exit codes, finding assets and content, reading options.
 */
#pragma once
#include "content/show.h"
#include "render/raster.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { EXIT_GOOD = 0, EXIT_CONTENT = 1, EXIT_USAGE = 2 };

struct command {
    const char *name, *summary;        /* summary in English, translated when shown */
    int (*run)(int argc, char **argv); /* argv[0] is the command's name */
};

/* "vestibule 0.1.0" */
extern const char program_version[];

extern const struct command command_check, command_doc, command_doctor, command_export, command_log,
    command_new, command_plan, command_play, command_schema, command_screenshot, command_usage;

/* Returns the folder of the program's assets: $VESTIBULE_ASSETS, else beside the executable (build
 * tree or installation); NULL after printing where it was looked for. Owned by the program. */
const char *command_assets(void);

/* Speaks to staff in that language from now on ("fr", "en"); NULL: what LANGUAGE, LC_ALL,
 * LC_MESSAGES or LANG ask for, and English when there is no catalogue for that. Returns false, and
 * changes nothing, when a language that was named is not one of those. */
bool command_messages(const char *language);

/* Returns the content folder to use: the one named, else that of the build tree or installation. */
const char *command_content(const char *named);

/* Returns the file the kiosk keeps its counts in: usage.txt in $STATE_DIRECTORY (systemd), else in
 * vestibule/ of $XDG_STATE_HOME, else of ~/.local/state; NULL when none is known. Owned by the
 * arena.
 */
const char *command_usage_file(struct arena *arena);

/* Returns the folder of what was shown: shown/ in the same places. Owned by the arena. */
const char *command_shown_folder(struct arena *arena);

/* A content folder read with everything needed to draw it. */
struct loaded {
    struct raster *raster;
    struct show *show;
    struct report report;
};

/* Reads folder for the screen (NULL: host name, then "default"). Returns false after printing why
 * it cannot be opened at all. Problems of the content are in out->report, not printed. */
bool loaded_open(const char *folder, const char *screen, struct loaded *out);

/* Frees all of it. */
void loaded_close(struct loaded *loaded);

/* Reads "1920x1080", 320x180 to 8000x8000 either way round; false after printing what is wrong. */
bool option_size(const char *text, int *width, int *height);

/* Reads a local "2026-11-24T10:24" in the show's time zone; false after printing what is wrong. */
bool option_at(const char *text, int64_t *utc_ms);

/* Fills *moment with the time at says in the show's time zone, or with the clock's when at is NULL;
 * false after printing what is wrong. */
bool option_moment(const char *at, struct moment *moment);

/* Finds the index of a language of the show for the second line, -2 for its main language; false
 * after printing which there are. */
bool option_language(const struct show *show, const char *code, int *index);

/* Prints "vestibule COMMAND: message" and where help is, and returns EXIT_USAGE. */
int usage_error(const char *command, const char *format, ...) __attribute__((format(printf, 2, 3)));
