/* The commands run in the world's time, whatever --speed says. */
#include "commands/switching.h"

#include "machine/kms.h"
#include "slides/light.h"
#include "stage/clock.h"

#include <errno.h>

/* For display_switch.kms. */
static int switch_kms(void *context, bool on)
{
    const struct switching *switching = context;
    int card = switching->presenter ? presenter_card(switching->presenter) : -1;
    if (card < 0) {
        return switching->presenter ? ENOTSUP : ENODEV;
    }
    return kms_power(card, on) ? 0 : errno;
}

void switching_start(struct switching *switching, struct live *live, const char *conf, bool seen)
{
    const char *own = seen ? DISPLAY_CONF_PATH : NULL;
    *switching = (struct switching){
        .display = { .path = conf ? conf : own, .kms = switch_kms, .context = switching },
        .live = live
    };
}

void switching_finish(struct switching *switching)
{
    display_switch_finish(&switching->display);
}

int64_t switching_step(struct switching *switching, struct stage *stage, const struct glass *glass,
                       const struct presenter *presenter, struct stage_time time, double speed)
{
    struct light light;
    int64_t real_ms = clock_monotonic_ms();
    bool lit = stage_mind_light(stage, time), drawn = glass_state(glass) == GLASS_LIT;
    bool dark = !lit && (!drawn || stage_is_off(stage, &light)); /* black must be on it first */
    switching->presenter = glass->open ? presenter : NULL;
    if (glass->replug.opened != switching->opened) {
        switching->opened = glass->replug.opened;
        display_switch_opened(&switching->display);
    }
    if (lit || dark) {
        display_switch_step(&switching->display, lit, stage_showing(stage)->screen.hours.given,
                            real_ms);
    }
    int64_t due = display_switch_due(&switching->display, real_ms);
    return due == INT64_MAX ? due : time.monotonic_ms + (int64_t)((double)(due - real_ms) * speed);
}

void switching_meanwhile(void *context)
{
    struct switching *switching = context;
    if (switching->display.path && live_ready(switching->live)) {
        const struct show *show = switching->live->playing;
        struct moment now = moment_at(clock_utc_ms(), clock_trusted(""));
        display_switch_step(&switching->display, light_at(show, &show->screen, now).on,
                            show->screen.hours.given, clock_monotonic_ms());
    }
}
