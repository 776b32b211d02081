/* All that is read here is a few numbers and, twice a minute, two small files of the kernel. */
#include "commands/vitals.h"

#include "machine/sysfile.h"
#include "slides/audit.h"
#include "stage/clock.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

void vitals_open(struct vitals *vitals, const char *folder)
{
    *vitals = (struct vitals){ .exposition = folder ? exposition_open(folder) : NULL };
}

void vitals_close(struct vitals *vitals)
{
    exposition_close(vitals->exposition);
    vitals->exposition = NULL;
}

/* Returns how many figures, pages and promises of the show are over, as vestibule check tells. */
static int count_out_of_date(const struct show *show, struct moment now)
{
    struct report report = { 0 };
    const struct screens none = { 0 };
    const struct audit audit = {
        .show = show, .screens = &none, .now = now, .report = &report, .file = show->files.site
    };
    audit_freshness(&audit);
    int count = (int)report.count;
    report_finish(&report);
    return count;
}

/* Counts again when the content or the day is another one; on a clock that may be wrong nothing is
 * over. */
static void note_out_of_date(struct vitals *vitals, struct live *live, struct stage_time time)
{
    struct moment now = moment_at(time.utc_ms, time.trusted);
    uint64_t version = time.trusted ? live->facts.version : 0;
    if (version == vitals->dated && date_compare(vitals->day, now.date) == 0) {
        return;
    }
    vitals->dated = version;
    vitals->day = now.date;
    live->facts.out_of_date = time.trusted ? count_out_of_date(
                                                 live->coming ? live->coming : live->playing, now)
                                           : 0;
}

static size_t resident_bytes(void)
{
    char text[SYSFILE_MAX];
    unsigned long long size, pages = 0;
    if (!sysfile_read("", "/proc/self/statm", text, sizeof text) ||
        sscanf(text, "%llu %llu", &size, &pages) != 2) {
        return 0;
    }
    return (size_t)pages * (size_t)sysconf(_SC_PAGESIZE);
}

static int position_of(const struct show *show, const struct slide *slide)
{
    const struct playlist_item *items = show->playlist.items.items;
    for (size_t i = 0; slide && i < show->playlist.items.count; i++) {
        if (items[i].slide == slide) {
            return (int)i + 1;
        }
    }
    return 0;
}

static bool is_right(const struct vital_parts *parts)
{
    return strcmp(parts->live->facts.display.state, "lit") == 0 && stage_right(parts->stage);
}

static struct figures gather(const struct vital_parts *parts, int64_t now_ms)
{
    const struct raster_stats *raster = raster_statistics(parts->raster);
    const struct stage_stats *stage = stage_statistics(parts->stage);
    return (struct figures){ .right = is_right(parts),
                             .now_utc_ms = clock_utc_ms(),
                             .position = position_of(stage_showing(parts->stage),
                                                     stage_slide(parts->stage)),
                             .frames = presenter_statistics(parts->presenter)->presents,
                             .turns = stage->turns,
                             .touches = stage->acts,
                             .margin_ms = notify_margin(parts->notify, now_ms),
                             .lines_bytes = raster->lines.bytes,
                             .shapes_bytes = raster->shapes.bytes,
                             .images_bytes = raster->images.bytes,
                             .resident_bytes = resident_bytes() };
}

int64_t vitals_step(struct vitals *vitals, const struct vital_parts *parts, struct stage_time time,
                    int64_t now_ms)
{
    struct live *live = parts->live;
    note_out_of_date(vitals, live, time);
    if (exposition_due(vitals->exposition, live->news) <= now_ms) {
        const struct figures figures = gather(parts, now_ms);
        exposition_write(vitals->exposition, &live->facts, &figures, now_ms);
        live->news = false;
    }
    int64_t due = exposition_due(vitals->exposition, live->news);
    return due == INT64_MAX ? INT64_MAX : due - now_ms;
}
