/* What shown.c and shown_file.c share. Private to them. */
#pragma once
#include "stage/shown.h"

enum { SHOWN_FILE_MAX = 24 };

/* Writes the name of a day's file. */
void shown_file_name(struct date date, char out[SHOWN_FILE_MAX]);

/* Returns the entry of that day for what is seen, which is made. */
struct shown_entry *shown_entry(struct shown_day *day, enum stage_sight sight, const char *name);

/* Returns the text of the day's file, owned by the caller (free); NULL without memory. */
char *shown_text(const struct shown_day *day);

/* Removes the oldest files beyond SHOWN_DAYS_MAX. */
void shown_prune(int folder);
