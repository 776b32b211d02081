/* A display that comes back is dark until its window is opened anew, so that is done at once,
 * however often it comes. One that stays is blackened by it for a moment: what the kernel says of
 * it counts three times in ten seconds, then less and less often, down to three a minute. A window
 * that cannot be opened at all is tried five times, 1, 2, 4 and 8 seconds apart. */
#include "stage/replug.h"

enum { FAILED_MS = 1000, SETTLE_MS = 3000 };

struct replug replug_start(uint64_t plugged, int64_t now_ms)
{
    struct replug replug = { .known = plugged, .next_ms = now_ms, .pause_ms = REPLUG_PAUSE_MS };
    for (int i = 0; i < REPLUG_BURST; i++) {
        replug.opened_ms[i] = INT64_MIN / 2;
    }
    return replug;
}

static int64_t latest(const struct replug *replug)
{
    return replug->opened_ms[(replug->opened + REPLUG_BURST - 1) % REPLUG_BURST];
}

/* Opening makes the kernel look at the display, and talk about it. */
static bool settled(const struct replug *replug, int64_t now_ms)
{
    return now_ms - latest(replug) >= SETTLE_MS;
}

/* Whether the last BURST windows were opened within the pause. */
static bool too_often(const struct replug *replug, int64_t now_ms)
{
    return now_ms - replug->opened_ms[replug->opened % REPLUG_BURST] < replug->pause_ms;
}

static enum replug_act open_or_wait(struct replug *replug, int64_t now_ms)
{
    if (now_ms < replug->next_ms) {
        return REPLUG_STAY;
    }
    bool first = !replug->limited;
    if (!too_often(replug, now_ms) || (replug->back && !first)) {
        return REPLUG_OPEN;
    }
    if (replug->back) {
        replug->limited = true;
        return REPLUG_LIMIT;
    }
    int64_t longer = replug->pause_ms * 2;
    replug->next_ms = replug->opened_ms[replug->opened % REPLUG_BURST] + replug->pause_ms;
    replug->pause_ms = longer < REPLUG_PAUSE_MAX ? longer : REPLUG_PAUSE_MAX;
    replug->limited = true;
    return first ? REPLUG_LIMIT : REPLUG_STAY;
}

enum replug_act replug_look(struct replug *replug, uint64_t plugged, bool hint, int64_t now_ms)
{
    if (plugged == 0) {
        bool was = replug->absent;
        replug->absent = true;
        replug->failures = 0;
        replug->calm_ms = now_ms;
        return was ? REPLUG_STAY : REPLUG_REST;
    }
    if (replug->failures >= REPLUG_FAILURES) {
        return REPLUG_GIVE_UP;
    }
    bool other = replug->absent || plugged != replug->known;
    replug->back = replug->back || replug->absent;
    replug->absent = false;
    if (other || (hint && settled(replug, now_ms))) {
        replug->wanted = true;
        replug->calm_ms = now_ms;
    }
    if (replug->wanted) {
        return open_or_wait(replug, now_ms);
    }
    if (now_ms - replug->calm_ms >= REPLUG_CALM_MS) {
        replug->limited = false;
        replug->pause_ms = REPLUG_PAUSE_MS;
    }
    return REPLUG_STAY;
}

void replug_opened(struct replug *replug, uint64_t plugged, int64_t now_ms)
{
    replug->known = plugged;
    replug->wanted = replug->back = false;
    replug->opened_ms[replug->opened % REPLUG_BURST] = now_ms;
    replug->opened++;
}

void replug_failed(struct replug *replug, int64_t now_ms)
{
    replug->wanted = true;
    replug->next_ms = now_ms + ((int64_t)FAILED_MS << replug->failures);
    replug->failures++;
}

void replug_shown(struct replug *replug)
{
    replug->failures = 0;
}
