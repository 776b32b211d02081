/* The groups of the benchmark. Each measures, prints how it gets on, and adds its rows. */
#pragma once
#include "bench/page.h"
#include "bench/table.h"

struct bench {
    struct table table;
    char work[96];    /* folder for what is generated; absolute */
    char player[256]; /* the program that is measured; absolute */
    int runs;         /* of everything that is repeated */
    double seconds;   /* how long a player is watched in one run */
    bool quick;       /* leave out what takes minutes */
};

/* The whole player: standing, started, edited, touched. */
void bench_player(struct bench *bench);

/* The loop of slides, and the same in the same window by other programs, interleaved with ours. */
void bench_peers(struct bench *bench);

/* Parts of the program, called here. */
void bench_inside(struct bench *bench);

/* Contents of 10 to 10,000 slides. */
void bench_scale(struct bench *bench);

/* Screens from 1280x720 to 3840x2160. */
void bench_sizes(struct bench *bench);

/* Returns the path of name in the folder for what is generated, in a buffer used again after eight
 * calls. */
const char *bench_path(const struct bench *bench, const char *name);

/* Writes text to a file; returns false after printing why it cannot. */
bool bench_write(const char *path, const char *text);

/* Runs a program to its end; returns whether it ended with 0. */
bool bench_run(const struct bench *bench, const char *const argv[]);
