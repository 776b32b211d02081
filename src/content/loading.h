/* A show while it is being read: what its files share, and one function a file. For show.c and
 * the files beside it. */
#pragma once
#include "content/records.h"
#include "content/show.h"

/* What is known while a show is being read. */
struct loading {
    struct show *show;
    struct source *source;
    struct report *report;
    const struct show_options *options;
    int assets;
    struct reader reader;             /* copied for each file */
    struct arena trees, slide_tree;   /* what json_parse makes besides texts: for a while only */
    struct arena *tree;               /* which of them is used now, or that of the show */
    struct slide *slides;             /* room for all */
    const struct json *zones;         /* to tell which of its texts the kiosk lacks */
    bool hopeless, playlist_was_read; /* no words at all; the playlist is a playlist */
};

/* Returns the name under which staff know a file of the folder; owned by the show. */
const char *loading_path(struct loading *loading, const char *path);

/* Returns the file's JSON, or NULL after reporting why there is none; a file that does not exist is
 * only a problem when it must. */
const struct json *loading_json(struct loading *loading, const char *path, bool must_exist);

/* Reads one record; out is all zero again when the file held an error. */
bool loading_record(struct loading *loading, const char *path, const struct json *json,
                    const struct record *record, void *out);

/* Reads one file into out, which it empties first; returns whether it held no error. */
typedef bool try_file(struct loading *loading, const char *path, void *out);

/* Reads a file as it is or, when that is broken, as it last was good. When neither is good, out is
 * what could be had of the first, and false is returned. */
bool loading_file(struct loading *loading, const char *path, try_file *attempt, void *out);

/* The files, in the order they need each other. After loading_site nothing else is read when
 * loading->hopeless is set. */
void loading_icons(struct loading *loading);
void loading_site(struct loading *loading);
void loading_hours(struct loading *loading);
void loading_zones(struct loading *loading);
void loading_slides(struct loading *loading);
void loading_playlist(struct loading *loading);
void loading_screen(struct loading *loading);
void loading_kiosk(struct loading *loading);

/* Orders names as qsort and bsearch want it. */
int loading_compare_names(const void *a, const void *b);
