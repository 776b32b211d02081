/* The records of the files that are not slides; show.c reads them. */
#pragma once
#include "content/show.h"

extern const struct record site_record;     /* struct site */
extern const struct record hours_record;    /* struct hours_file */
extern const struct record zones_record;    /* struct zones_file */
extern const struct record playlist_record; /* struct playlist */
extern const struct record screen_record;   /* struct screen */

/* Makes each service's rules from the weekly rows and the exceptions; owned by the arena. */
void hours_file_finish(struct hours_file *hours, struct arena *arena);
