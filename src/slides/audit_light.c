/* Hours of a screen that are correct and yet cannot be meant: it is never lit, or dark while
 * visitors are in the building. */
#include "slides/audit.h"
#include "slides/light.h"

enum { DAYS = 28 };

/* Finds the first moment within four weeks at which a service is open and the screen is not lit,
 * looking at every quarter of an hour. A screen that follows one service is held against that one.
 */
static const struct service *find_dark(const struct audit *audit, const struct screen *screen,
                                       struct moment *when)
{
    const struct service *services = audit->show->hours.services.items;
    const struct screen_opening *opening = &screen->hours.opening;
    const struct service *only = opening->service ? show_service(audit->show, opening->service)
                                                  : NULL;
    struct lighting rules;
    light_rules(audit->show, screen, &rules);
    int64_t start = moment_to_utc(audit->now.date, 0), step = 15 * INT64_C(60000);
    struct lit lit = { .changes = true, .change_utc_ms = INT64_MIN };
    for (int64_t at = start; at < start + DAYS * 96 * step; at += step) {
        *when = moment_at(at, true);
        if (lit.changes && at >= lit.change_utc_ms) {
            lit = lighting_at(&rules, *when);
        }
        for (size_t i = 0; !lit.on && i < audit->show->hours.services.count; i++) {
            bool asked = !only || only == &services[i];
            if (asked && hours_state_at(&services[i].rules, *when, 0).state != STATE_CLOSED) {
                return &services[i];
            }
        }
    }
    return NULL;
}

static void audit_hours(const struct audit *about, const struct screen *screen)
{
    struct lighting rules;
    struct moment when;
    light_rules(about->show, screen, &rules);
    struct lit lit = lighting_at(&rules, about->now);
    if (!lit.on && !lit.changes) {
        audit_warn(about, &screen->hours, _("these hours never light the screen: it stays dark"));
        return;
    }
    const struct service *service = find_dark(about, screen, &when);
    if (service) {
        audit_warn(about, &screen->hours,
                   _("the screen is dark while \"%s\" is open, on %04d-%02d-%02d at %02d:%02d "
                     "for instance"),
                   service->id, when.date.year, when.date.month, when.date.day, when.minute / 60,
                   when.minute % 60);
    }
}

void audit_light(const struct audit *audit)
{
    for (size_t i = 0; i < audit->screens->count; i++) {
        const struct named_screen *screen = &audit->screens->items[i];
        const struct audit about = audit_about(audit, screen->file);
        if (screen->screen.hours.given) {
            audit_hours(&about, &screen->screen);
        }
    }
}
