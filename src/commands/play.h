/* What the files of vestibule play share. play.c runs the loop, play_options.c reads what was asked
 * for, play_input.c hears keys, fingers and windows, play_screen.c follows what screens/ says of
 * the machine, play_tell.c says how the screen is. */
#pragma once
#include "commands/live.h"
#include "commands/switching.h"
#include "commands/vitals.h"
#include "stage/capture.h"
#include "stage/clock.h"
#include "stage/doze.h"
#include "stage/glass.h"
#include "stage/listener.h"
#include "stage/notify.h"
#include "stage/voice.h"

struct play {
    const char *folder, *screen, *at, *language, *metrics;
    struct presenter_options window;
    struct clock_options time;
    bool stats;
    bool touches;       /* print where each finger goes down */
    int pace;           /* seconds of every page; 0: as the playlist says */
    double for_seconds; /* leave after this long; 0: never */
    /* while running */
    struct raster *raster;
    struct live live;
    struct presenter *presenter;
    struct stage *stage;
    struct glass glass;
    struct doze doze; /* where kms */
    struct clock clock;
    struct voice voice;
    struct listener *listener; /* NULL: no headset is heard of */
    struct notify notify;
    enum glass_state told;
    struct vitals vitals;
    bool told_off;
    const char *display_conf; /* NULL: the machine's own */
    struct switching switching;
    struct capture *capture;
    int lang;
    unsigned long waits;
    bool kms;      /* SDL draws to the kernel's display, not into a desktop */
    bool watching; /* the content */
    bool touched;  /* visitors touch the screen: voice and headset are there */
    bool leaving, failed;
};

/* Fills *play with what the command line asks for. Returns -1 to go on, else the exit code. */
int play_read_options(int argc, char **argv, struct play *play);

/* Lets an event act on the stage; sets leaving. */
void play_handle(struct play *play, const SDL_Event *event);

/* Does what screens/ says now of the display and of touching: another display is opened, keys are
 * kept to the window, a voice is looked for. */
void play_follow_screen(struct play *play);

/* After a step: the service manager hears that something is on the screen, and that all is well.
 * Without a display showing nothing is right. now_ms: the system's monotonic time. */
void play_tell_manager(struct play *play, int64_t now_ms);

/* Notes how the display is, for status.json. */
void play_note_display(struct play *play);

/* Writes what the fleet is told; returns when it is to be written next, in the stage's time. */
int64_t play_tell_fleet(struct play *play, struct stage_time now);

/* Prints the counters of --stats. */
void play_print_stats(const struct play *play);
