/* The records of the files that are not slides; show.c reads them. */
#pragma once
#include "content/show.h"

extern const struct record site_record;     /* struct site */
extern const struct record hours_record;    /* struct hours_file */
extern const struct record zones_record;    /* struct zones_file */
extern const struct record playlist_record; /* struct playlist */
extern const struct record screen_record;   /* struct screen */
extern const struct record kiosk_record;    /* struct kiosk_file */
extern const struct record plan_record;     /* struct plan_file */

/* The kinds of content files, in the order staff meet them; ends with a row whose path is NULL. */
struct content_file {
    const char *path;            /* in the content folder; '*' stands for any name */
    const char *schema;          /* name of its JSON Schema in schema/ */
    const struct record *record; /* NULL: of slides/, one of the slide kinds */
};

extern const struct content_file content_files[];

/* Makes each service's rules from the weekly rows and the exceptions; owned by the arena. */
void hours_file_finish(struct hours_file *hours, struct arena *arena);

/* Each checks a file that was read, whole, against the others: zones, floors, the way to each.
 * Returns whether no error was reported; kiosk_file_finish also finds the choices' zones. */
bool plan_file_finish(const struct show *show, const struct json *json, struct reader *reader);
bool kiosk_file_finish(struct show *show, const struct json *json, struct reader *reader);

/* Reports lists of choices inside lists of choices. */
void kiosk_check_depth(const struct json *json, struct reader *reader);

/* Returns the bit set of the languages in which all that the kiosk shows is written; the first
 * always is. */
unsigned kiosk_languages(const struct show *show);
