/* SDL's KMSDRM driver (2.26) says nothing when a display goes or comes: it goes on sending pictures
 * to nobody, of the size of the one before. So sysfs is looked at when the kernel says that
 * something was plugged, and once a second. While nothing is plugged in the window stays as it is
 * and nothing is sent to it: on some hardware that would wait for an answer for ever. */
#include "stage/glass.h"

#include "base/log.h"
#include "machine/hotplug.h"
#include "machine/kms.h"

#include <unistd.h>

enum { REFUSED_MAX = 3 }; /* pictures in a row */

/* Returns what is plugged in; under a desktop always the same. */
static uint64_t plugged(struct glass *glass)
{
    struct connector connectors[CONNECTORS_MAX];
    if (!glass->root) {
        return 1;
    }
    int count = connectors_read(glass->root, connectors);
    const struct connector *chosen = connectors_chosen(connectors, count);
    glass->socket = chosen ? *chosen : glass->socket;
    return count > 0 ? connectors_fingerprint(connectors, count) : 1;
}

void glass_start(struct glass *glass, const char *root, int64_t now_ms)
{
    *glass = (struct glass){ .root = root, .open = true, .hotplug = -1 };
    if (root) {
        glass->hotplug = hotplug_listen();
        if (glass->hotplug < 0) {
            log_line(LOG_NOTICE, "the kernel's messages cannot be listened to; a display that is "
                                 "switched off and on within a second may stay dark");
        }
    }
    glass->look_ms = now_ms + REPLUG_LOOK_MS;
    glass->replug = replug_start(plugged(glass), now_ms);
}

void glass_finish(struct glass *glass)
{
    if (glass->hotplug >= 0) {
        close(glass->hotplug);
        glass->hotplug = -1;
    }
}

bool glass_look(struct glass *glass, int64_t now_ms)
{
    bool asked = glass->replug.wanted;
    bool hint = hotplug_heard(glass->hotplug);
    if ((now_ms < glass->look_ms && !hint) || (!glass->root && !asked)) {
        return false;
    }
    enum replug_act act = replug_look(&glass->replug, plugged(glass), hint, now_ms);
    glass->due = act != REPLUG_STAY ? act : glass->due;
    glass->look_ms = now_ms + (glass->replug.absent ? REPLUG_ABSENT_MS : REPLUG_LOOK_MS);
    return glass->due != REPLUG_STAY;
}

/* A finger whose end went unseen must not press what comes next. */
static void rest(const struct glass *glass, struct stage *stage, struct stage_time time)
{
    if (!glass->replug.limited) {
        log_line(LOG_WARNING, "the display is no longer connected; waiting for one");
    }
    stage_let_go(stage, time);
}

/* Whether the window and all that was made for it still fit what is plugged in. */
static bool is_same(struct glass *glass, const struct presenter *presenter)
{
    int card = glass->root && glass->open ? presenter_card(presenter) : -1;
    return glass->root && glass->open && glass->replug.failures == 0 &&
           (card < 0 || kms_probe(card)) && plugged(glass) == glass->replug.known;
}

/* Returns whether the window could stay. */
static bool relight(struct glass *glass, struct presenter *presenter, struct stage *stage,
                    struct stage_time time)
{
    if (!is_same(glass, presenter) || !stage_relight(stage, time)) {
        return false;
    }
    glass->presents = presenter_statistics(presenter)->presents;
    glass->shows = stage_right(stage);
    return true;
}

static void open_anew(struct glass *glass, struct presenter *presenter, struct stage *stage,
                      struct stage_time time, int64_t now_ms)
{
    glass->shows = false;
    stage_let_go(stage, time);
    bool kept = relight(glass, presenter, stage, time);
    glass->open = kept; /* not while it is opened */
    glass->open = kept || stage_reopen(stage);
    if (!glass->open) {
        replug_failed(&glass->replug, now_ms);
        return;
    }
    replug_opened(&glass->replug, plugged(glass), now_ms);
    int width, height;
    presenter_size(presenter, &width, &height);
    if (!glass->replug.limited) {
        log_line(LOG_NOTICE, "the display %s: %d x %d, %s",
                 kept ? "has its picture back" : "was opened anew", width, height,
                 presenter_name(presenter));
    }
}

/* Sees whether what was sent has arrived. */
static void watch_presents(struct glass *glass, const struct presenter *presenter, bool good,
                           int64_t now_ms)
{
    const struct presenter_stats *stats = presenter_statistics(presenter);
    if (!good || stats->refused_in_a_row >= REFUSED_MAX) {
        if (!glass->replug.wanted) {
            replug_failed(&glass->replug, now_ms);
        }
        glass->open = glass->open &&
                      good; /* the stage was interrupted: no step before it is whole */
    } else if (stats->presents != glass->presents && stats->refused_in_a_row == 0) {
        replug_shown(&glass->replug);
        glass->shows = true;
    }
    glass->presents = stats->presents;
}

/* Does what is due; false when the display must be given up. */
static bool follow(struct glass *glass, struct presenter *presenter, struct stage *stage,
                   struct stage_time time, int64_t now_ms)
{
    glass_look(glass, now_ms);
    enum replug_act act = glass->due;
    glass->due = REPLUG_STAY;
    switch (act) {
    case REPLUG_REST:
        rest(glass, stage, time);
        break;
    case REPLUG_OPEN:
        open_anew(glass, presenter, stage, time, now_ms);
        break;
    case REPLUG_LIMIT:
        log_line(LOG_WARNING,
                 "the display comes and goes: look at its cable; no more is said of it");
        break;
    case REPLUG_GIVE_UP:
        log_line(LOG_ERROR, "the display cannot be drawn to, though it was opened anew %d times",
                 REPLUG_FAILURES);
        return false;
    default:
        break;
    }
    return true;
}

/* Staff may correct in screens/ how the panel hangs; returns whether they did. */
static bool turn(struct presenter *presenter, struct stage *stage, bool *good)
{
    int degrees = stage_showing(stage)->screen.rotation;
    if (degrees == presenter_degrees(presenter)) {
        return false;
    }
    *good = stage_turn(stage, degrees);
    return true;
}

int64_t glass_step(struct glass *glass, struct presenter *presenter, struct stage *stage,
                   struct stage_time time, int64_t now_ms)
{
    int64_t later = time.monotonic_ms + REPLUG_LOOK_MS, due = later;
    unsigned long opened = glass->replug.opened;
    if (glass_state(glass) == GLASS_LIT) {
        due = stage_step(stage, time);
        presenter_settle(presenter);
        bool good = due >= 0;
        due = good && turn(presenter, stage, &good) ? time.monotonic_ms : due;
        watch_presents(glass, presenter, good, now_ms);
    }
    if (!follow(glass, presenter, stage, time, now_ms)) {
        return -1;
    }
    if (opened != glass->replug.opened) {
        return time.monotonic_ms; /* what was shown comes back at once */
    }
    return due >= 0 && glass_state(glass) == GLASS_LIT ? due : later;
}

enum glass_state glass_state(const struct glass *glass)
{
    return glass->replug.absent ? GLASS_UNPLUGGED : glass->open ? GLASS_LIT : GLASS_CLOSED;
}

bool glass_shows(const struct glass *glass)
{
    return glass_state(glass) == GLASS_LIT && glass->shows;
}

void glass_ask(struct glass *glass)
{
    glass->replug.wanted = true;
    glass->open = glass->shows = false;
}
