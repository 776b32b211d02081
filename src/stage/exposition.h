/* The running screen in figures, for the monitoring of a fleet: vestibule.prom, in the text format
 * of Prometheus (node_exporter's textfile collector reads it). That the file is young says that the
 * loop works, so it is written again while nothing changes; it is to lie in memory. */
#pragma once
#include "stage/status.h"

enum {
    EXPOSITION_EVERY_MS = 30000,
    EXPOSITION_NEWS_MS = 15000, /* sooner after other content came */
    EXPOSITION_SERIES_MAX = 40, /* a screen: 10,000 screens must fit one Prometheus */
};

/* What is measured, besides what status.json says. */
struct figures {
    bool right;         /* see stage_right */
    int64_t now_utc_ms; /* of the system's clock, right or wrong */
    int position;       /* in playlist.json, from 1, of what plays; 0: not from there */
    unsigned long frames, turns, touches;
    int64_t margin_ms; /* see notify_margin */
    size_t lines_bytes, shapes_bytes, images_bytes;
    size_t resident_bytes; /* 0: not known */
};

/* Returns the file's text; owned by the caller (free). NULL when there is no memory for it. */
char *exposition_text(const struct status_facts *facts, const struct figures *figures);

struct exposition;

/* As outlet_open and outlet_close. */
struct exposition *exposition_open(const char *folder);
void exposition_close(struct exposition *exposition);

/* Returns when the file is to be written next, monotonic ms; news: other content came since.
 * INT64_MAX without a file. */
int64_t exposition_due(const struct exposition *exposition, bool news);

/* Writes it now. Null-safe. */
void exposition_write(struct exposition *exposition, const struct status_facts *facts,
                      const struct figures *figures, int64_t now_ms);
