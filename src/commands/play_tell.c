/* How the running screen is: to the service manager, to status.json and vestibule.prom, and as
 * counters to whoever started it with --stats. */
#include "commands/places.h"
#include "commands/play.h"

#include "base/alloc.h"
#include "base/log.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static void tell_status(struct play *play)
{
    static const char *const dark[] = { [GLASS_UNPLUGGED] = "no display is connected",
                                        [GLASS_CLOSED] = "the display cannot be opened" };
    char status[128];
    struct light light;
    play->told = glass_state(&play->glass);
    play->told_off = stage_is_off(play->stage, &light);
    snprintf(status, sizeof status, "STATUS=%s%s",
             play->told == GLASS_LIT ? presenter_name(play->presenter) : dark[play->told],
             play->told_off ? "; the screen is off on purpose" : "");
    notify_send(status);
}

void play_tell_manager(struct play *play, int64_t now_ms)
{
    enum glass_state state = glass_state(&play->glass);
    bool presented = presenter_statistics(play->presenter)->presents > 0;
    bool first = !play->notify.ready;
    bool right = state == GLASS_LIT ? stage_right(play->stage) : state == GLASS_UNPLUGGED;
    const char *message = notify_due(&play->notify, presented, right, now_ms);
    if (message && !notify_send(message) && first) {
        log_line(LOG_WARNING, "cannot tell the service manager that the screen is up: %s",
                 strerror(errno));
    }
    struct light light;
    bool other = state != play->told || stage_is_off(play->stage, &light) != play->told_off;
    if ((message && first) || (play->notify.ready && other)) {
        tell_status(play);
    }
}

void play_note_display(struct play *play)
{
    static const char *const words[] = {
        [GLASS_LIT] = "lit", [GLASS_UNPLUGGED] = "unplugged", [GLASS_CLOSED] = "closed"
    };
    enum glass_state state = glass_state(&play->glass);
    struct status_display *display = &play->live.facts.display;
    display->state = state == GLASS_LIT && !glass_shows(&play->glass) ? "opening" : words[state];
    display->socket = play->kms ? connector_socket(&play->glass.socket) : NULL;
    display->presenter = presenter_name(play->presenter);
    display->reopened = play->glass.replug.opened;
    display->refused = presenter_statistics(play->presenter)->refused;
    if (state == GLASS_LIT) {
        presenter_size(play->presenter, &display->width, &display->height);
    }
}

int64_t play_tell_fleet(struct play *play, struct stage_time now)
{
    const struct vital_parts parts = { &play->live, play->raster, play->presenter, play->stage,
                                       &play->notify };
    live_note(&play->live, play->stage, now);
    int64_t now_ms = clock_monotonic_ms();
    int64_t left = vitals_step(&play->vitals, &parts, now, now_ms);
    live_tell(&play->live);
    return left == INT64_MAX ? left : clock_at(&play->clock, now_ms + left);
}

static void print_use(const char *name, struct cache_use use)
{
    unsigned long asked = use.hits + use.misses;
    printf("%s_bytes %zu\n%s_hits %lu\n%s_hit_percent %lu\n", name, use.bytes, name, use.hits, name,
           asked ? 100 * use.hits / asked : 0);
}

void play_print_stats(const struct play *play)
{
    const struct stage_stats *stage = stage_statistics(play->stage);
    const struct presenter_stats *screen = presenter_statistics(play->presenter);
    const struct raster_stats *raster = raster_statistics(play->raster);
    printf("presenter %s\nwaits %lu\nwakes %lu\nlayouts %lu\nrasters %lu\nturns %lu\nfades %lu\n"
           "fade_frames %lu\npresents %lu\npixels %lu\nblended %lu\nuploads %lu\nglyph_lines %lu\n"
           "shapes_made %lu\nimages_decoded %lu\ncodes_made %lu\nallocations %lu\ncache_bytes %zu\n"
           "acts %lu\nact_worst_ms %.1f\n",
           presenter_name(play->presenter), play->waits, stage->wakes, stage->layouts,
           stage->rasters, stage->turns, stage->fades, stage->fade_frames, screen->presents,
           screen->pixels, screen->blended, screen->uploads, raster->glyph_lines,
           raster->shapes_made, raster->images_decoded, raster->codes_made, alloc_count(),
           raster->cache_bytes, stage->acts, stage->act_worst_ms);
    print_use("lines", raster->lines);
    print_use("shapes", raster->shapes);
    print_use("images", raster->images);
}
