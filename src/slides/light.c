/* In doubt a screen is lit: a hall that is bright at night costs little, one that is dark by day
 * costs a visitor the way. */
#include "slides/light.h"

#include "slides/rotation.h"

void light_rules(const struct show *show, const struct screen *screen, struct lighting *out)
{
    const struct screen_hours *hours = &screen->hours;
    const struct screen_span *spans = hours->spans.items;
    const struct service *services = show->hours.services.items;
    *out = (struct lighting){ .before = hours->opening.before, .after = hours->opening.after };
    for (size_t i = 0; i < hours->spans.count && i < LIT_SPANS_MAX; i++) {
        out->spans[out->span_count++] = (struct lit_span){ spans[i].weekdays, spans[i].from,
                                                           spans[i].to };
    }
    if (!hours->opening.given) {
        return;
    }
    const struct service *only = hours->opening.service ? show_service(show, hours->opening.service)
                                                        : NULL;
    for (size_t i = 0; i < show->hours.services.count && i < LIT_OPENINGS_MAX; i++) {
        if (!only || only == &services[i]) {
            out->openings[out->opening_count++] = &services[i].rules;
        }
    }
    if (out->opening_count == 0) { /* hours.json cannot be read: nothing tells when to be dark */
        out->span_count = 0;
    }
}

/* Lets alerts have their say: one that holds lights the screen, one that comes will. */
static void add_alerts(const struct show *show, struct moment moment, struct light *light)
{
    for (int i = 0; i < show->slide_count; i++) {
        const struct slide *slide = &show->slides[i];
        if (!slide_is_alert(slide)) {
            continue;
        }
        const struct slide_head *head = slide->head;
        enum standing standing = rotation_alert_standing(slide, moment);
        int64_t from = moment_to_utc(head->from.date, head->from.minute);
        if (standing == STANDING_PLAYS) {
            *light = (struct light){ .on = true, .cause = LIGHT_ALERT };
            return;
        }
        if (standing == STANDING_BEFORE && (!light->changes || from < light->change_utc_ms)) {
            light->changes = true;
            light->change_utc_ms = from;
        }
    }
}

struct light light_at(const struct show *show, const struct screen *screen, struct moment moment)
{
    struct lighting rules;
    if (!screen->hours.given) {
        return (struct light){ .on = true, .cause = LIGHT_ALWAYS };
    }
    if (!moment.trusted) {
        return (struct light){ .on = true, .cause = LIGHT_UNTRUSTED };
    }
    light_rules(show, screen, &rules);
    struct lit lit = lighting_at(&rules, moment);
    struct light light = { lit.on, LIGHT_HOURS, lit.changes, lit.change_utc_ms };
    if (!light.on && screen->hours.alerts) {
        add_alerts(show, moment, &light);
    }
    return light;
}

bool light_building_open(const struct show *show, struct moment moment)
{
    const struct service *services = show->hours.services.items;
    bool open = show->hours.services.count == 0 || !moment.trusted;
    for (size_t i = 0; i < show->hours.services.count && !open; i++) {
        open = hours_state_at(&services[i].rules, moment, 0).state != STATE_CLOSED;
    }
    return open;
}

int light_day(const struct show *show, const struct screen *screen, struct date date,
              struct span spans[LIGHT_DAY_MAX])
{
    struct lighting rules;
    int64_t at = moment_to_utc(date, 0), end = moment_to_utc(date_add(date, 1), 0);
    int count = 0;
    light_rules(show, screen, &rules);
    while (at < end && count < LIGHT_DAY_MAX) {
        struct lit lit = lighting_at(&rules, moment_at(at, true));
        int64_t until = lit.changes && lit.change_utc_ms < end ? lit.change_utc_ms : end;
        if (lit.on) {
            int last = until == end ? MINUTES_PER_DAY : moment_at(until, true).minute;
            spans[count++] = (struct span){ moment_at(at, true).minute, last };
        }
        at = until;
    }
    return count;
}
