/* The content of a running screen: the show that plays, the one that comes, and what staff are told
 * of them. */
#pragma once
#include "render/raster.h"
#include "stage/loader.h"
#include "stage/stage.h"
#include "stage/status.h"

struct live {
    struct raster *raster; /* borrowed */
    struct show *playing, *coming;
    struct edition *edition; /* the last reading, without its show */
    struct feed_options options;
    struct feed *feed; /* until it is watched */
    struct loader *loader;
    struct status *status;
    struct status_facts facts;
    uint64_t told; /* hash of the problems printed last */
    bool off;      /* the screen, on purpose */
    bool news;     /* the folder was read, or something else is seen, since this was set to false */
    char host[256];
    struct arena arena, slide_name;
};

/* Reads the folder a first time, problems printed. Returns false after printing why there is
 * nothing to show at all. live_close frees it all. */
bool live_open(struct live *live, struct raster *raster, const char *folder, const char *screen);
void live_close(struct live *live);

/* Starts watching; SDL must be running. Without a thread the screen plays what it has. */
void live_watch(struct live *live);

/* Before a step of the stage: hands over what was read since and frees what it no longer plays.
 * language is the second language that was asked for, or NULL. */
void live_step(struct live *live, struct stage *stage, const char *language);

/* After it: notes what is on the screen, then writes the status if something changed. */
void live_note(struct live *live, const struct stage *stage, struct stage_time time);
void live_tell(struct live *live);
