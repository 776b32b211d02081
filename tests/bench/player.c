/* The framebuffer is looked at every 2 ms. Changes that follow each other within 150 ms are one
 * burst: of five frames or more a fade, of fewer a cut (a new minute, a page without a fade).
 * Processor time is read at each look and put down to the burst or to the stillness it fell into.
 */
#include "bench/player.h"

#include <stdio.h>

static const double LOOK_S = 0.002, FRAME_S = 0.006, BURST_S = 0.15, FADE_FRAMES = 5,
                    STABLE_S = 0.4, PATIENCE_S = 60;

/* Waits for a page that stays for STABLE_S; *first is when it came. */
static bool wait_for_page(struct xscreen *screen, const struct family *family, double start,
                          double *first)
{
    double changed = 0;
    for (double now; (now = seconds_now()) - start < PATIENCE_S && family_alive(family);) {
        if (screen_changes(screen) > 0) {
            changed = now;
        } else if (changed > 0 && now - changed > STABLE_S && screen_has_page(screen)) {
            *first = changed;
            return true;
        }
        seconds_sleep(changed > 0 ? LOOK_S : LOOK_S / 4);
    }
    return false;
}

/* One look at the clocks. */
struct look {
    double time, cpu, server;
    unsigned long wakes;
};

struct watch {
    struct xscreen *screen;
    struct family family;
    struct watched *out;
    struct look still_since, last; /* the stillness or the burst that runs; the look before */
    struct look burst, newest;     /* first and newest frame of the burst */
    int frames;                    /* in the burst; 0: none runs */
    double gap;
};

static struct look look_now(struct watch *watch, bool wakes)
{
    return (struct look){ seconds_now(), family_cpu(&watch->family),
                          family_cpu(&watch->screen->server),
                          wakes ? family_wakes(&watch->family) : 0 };
}

static void end_still(struct watch *watch, const struct look *until)
{
    struct watched *out = watch->out;
    out->still_s += until->time - watch->still_since.time;
    out->still_cpu_s += until->cpu - watch->still_since.cpu;
    out->still_server_s += until->server - watch->still_since.server;
    out->still_wakes += (double)(until->wakes - watch->still_since.wakes);
}

static void end_burst(struct watch *watch)
{
    struct watched *out = watch->out;
    double length = watch->newest.time - watch->burst.time;
    if (watch->frames >= FADE_FRAMES) {
        out->fading_s += length;
        out->fading_cpu_s += watch->newest.cpu - watch->burst.cpu;
        out->fading_server_s += watch->newest.server - watch->burst.server;
        out->frames += watch->frames;
        out->fades++;
        samples_add(&out->gaps_ms, watch->gap * 1000);
        out->worst_gap_ms = watch->gap * 1000 > out->worst_gap_ms ? watch->gap * 1000
                                                                  : out->worst_gap_ms;
    } else {
        out->cuts++;
    }
    watch->still_since = watch->newest;
    watch->still_since.wakes = family_wakes(&watch->family);
    watch->frames = 0;
}

/* A frame that is half there when it is looked at is seen twice: what follows within FRAME_S is the
 * rest of it. */
static void note_frame(struct watch *watch, const struct look *now)
{
    if (watch->frames > 0 && now->time - watch->newest.time < FRAME_S) {
        watch->newest.cpu = now->cpu;
        watch->newest.server = now->server;
        return;
    }
    if (watch->frames == 0) {
        struct look until = watch->last;
        until.wakes = family_wakes(&watch->family);
        end_still(watch, &until);
        watch->burst = watch->last;
        watch->burst.time = now->time;
        watch->gap = 0;
    } else if (now->time - watch->newest.time > watch->gap) {
        watch->gap = now->time - watch->newest.time;
    }
    watch->newest = *now;
    watch->frames++;
}

static void watch_for(struct watch *watch, const struct watching *watching)
{
    double seconds = watching->seconds;
    struct watched *out = watch->out;
    struct look start = look_now(watch, true), now = start;
    watch->still_since = watch->last = start;
    double updated = start.time;
    screen_changes(watch->screen);
    while (now.time - start.time < seconds || watch->frames > 0) {
        seconds_sleep(LOOK_S);
        if (watching->meanwhile) {
            watching->meanwhile(watching->context, now.time - start.time);
        }
        bool changed = screen_changes(watch->screen) > 0;
        now = look_now(watch, false);
        if (changed) {
            note_frame(watch, &now);
        } else if (watch->frames > 0 && now.time - watch->newest.time > BURST_S) {
            end_burst(watch);
        }
        if (watch->frames == 0 && now.time - updated > 2) {
            family_update(&watch->family);
            updated = now.time;
        }
        watch->last = now;
    }
    now = look_now(watch, true);
    end_still(watch, &now);
    out->cpu_s = now.cpu - start.cpu;
    out->server_s = now.server - start.server;
    out->seconds = now.time - start.time;
    out->pss_mib = family_pss(&watch->family);
    out->frames_per_s = out->fading_s > 0 ? (out->frames - out->fades) / out->fading_s : 0;
}

bool player_watch_parts(struct xscreen *screen, const struct watching *watching,
                        struct watched *out, int parts)
{
    struct watch watch = { .screen = screen, .out = out };
    screen_changes(screen);
    double start = seconds_now(), first = 0;
    bool good = family_start(&watch.family, watching->argv, watching->log) &&
                wait_for_page(screen, &watch.family, start, &first);
    if (!good) {
        fprintf(stderr, "bench: %s shows nothing, see %s\n", watching->argv[0], watching->log);
    } else if (watching->seconds > 0) {
        seconds_sleep(watching->settle_s);
        family_update(&watch.family);
    }
    for (int i = 0; i < parts; i++) {
        out[i] = (struct watched){ .first_ms = (first - start) * 1000 };
        watch.out = &out[i];
        if (good && watching->seconds > 0) {
            watch_for(&watch, watching);
        }
    }
    if (good && !family_alive(&watch.family)) {
        fprintf(stderr, "bench: %s ended by itself, see %s\n", watching->argv[0], watching->log);
        good = false;
    }
    family_stop(&watch.family);
    return good;
}

bool player_watch(struct xscreen *screen, const struct watching *watching, struct watched *out)
{
    return player_watch_parts(screen, watching, out, 1);
}
