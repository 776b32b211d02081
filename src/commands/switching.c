/* The commands run in the world's time, whatever --speed says. */
#include "commands/switching.h"

#include "slides/light.h"
#include "stage/clock.h"

void switching_start(struct switching *switching, struct live *live, const char *conf, bool seen)
{
    const char *own = seen ? DISPLAY_CONF_PATH : NULL;
    *switching = (struct switching){ .display = { .path = conf ? conf : own }, .live = live };
}

void switching_finish(struct switching *switching)
{
    display_switch_finish(&switching->display);
}

int64_t switching_step(struct switching *switching, struct stage *stage, bool drawn,
                       struct stage_time time, double speed)
{
    struct light light;
    int64_t real_ms = clock_monotonic_ms();
    bool lit = stage_mind_light(stage, time);
    bool dark = !lit && (!drawn || stage_is_off(stage, &light));
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
