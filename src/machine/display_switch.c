/* display.conf is read each time before something is said, so a technician's change needs no
 * restart. */
#include "machine/display_switch.h"

#include "base/log.h"
#include "base/message.h"

#include <errno.h>
#include <string.h>

enum {
    AGAIN_MS = 10 * 60 * 1000,
    RETRY_MS = 60 * 1000,
    RETRIES = 3,
    TIMEOUT_MS = 20 * 1000,
    LOOK_MS = 100 /* at a program that runs */
};

static const struct display_calls *calls_of(const struct display_switch *display)
{
    return display->wanted == SWITCHED_ON ? &display->conf.on : &display->conf.off;
}

static void end(struct display_switch *display, bool keep, int64_t now_ms)
{
    bool soon = display->failures > 0 && display->failures <= RETRIES;
    display->due_ms = soon ? now_ms + RETRY_MS : keep ? now_ms + AGAIN_MS : INT64_MAX;
    display->runs = false;
    display_conf_finish(&display->conf);
}

/* Returns whether the reason is news. */
static bool fail(struct display_switch *display)
{
    bool news = !display->told;
    display->failures++;
    display->failed++;
    display->told = true;
    return news;
}

/* Starts the call that is due; what cannot be started is logged. */
static bool start(struct display_switch *display, int64_t now_ms)
{
    const char *const *words = calls_of(display)->items[display->call].words;
    if (child_start(&display->child, words, now_ms, TIMEOUT_MS)) {
        return true;
    }
    int error = errno;
    if (fail(display)) {
        log_line(LOG_WARNING, _("the display cannot be switched: %s: %s"), words[0],
                 strerror(error));
    }
    return false;
}

static void begin(struct display_switch *display, bool keep, int64_t now_ms)
{
    enum display_conf_state state = display_conf_read(display->path, display->owner,
                                                      &display->conf);
    if (state == DISPLAY_CONF_REFUSED && fail(display)) {
        log_line(LOG_WARNING, _("the display cannot be switched: %s: %s"), display->path,
                 display->conf.reason);
    }
    display->call = 0;
    display->runs = state == DISPLAY_CONF_GOOD && start(display, now_ms);
    if (!display->runs) {
        end(display, keep, now_ms);
    }
}

/* The call that runs is looked at; the next follows it when it was good. */
static void follow(struct display_switch *display, bool keep, int64_t now_ms)
{
    int code = 0;
    enum child_state state = child_poll(&display->child, now_ms, &code);
    const char *program = calls_of(display)->items[display->call].words[0];
    if (state == CHILD_RUNS) {
        return;
    }
    if (state == CHILD_FAILED) {
        if (fail(display)) {
            log_line(LOG_WARNING, _("the display cannot be switched: %s: exit code %d%s%s%s"),
                     program, code, display->child.late ? _(", it took too long") : "",
                     display->child.text[0] ? ": " : "", display->child.text);
        }
        end(display, keep, now_ms);
        return;
    }
    if (++display->call < calls_of(display)->count) {
        if (!start(display, now_ms)) {
            end(display, keep, now_ms);
        }
        return;
    }
    if (display->told) {
        log_line(LOG_NOTICE, _("the display can be switched again"));
    }
    display->told = false;
    display->failures = 0;
    display->said++;
    end(display, keep, now_ms);
}

void display_switch_step(struct display_switch *display, bool on, bool keep, int64_t now_ms)
{
    enum switched wanted = on ? SWITCHED_ON : SWITCHED_OFF;
    if (!display->path) {
        return;
    }
    if (display->runs) {
        follow(display, keep, now_ms);
    }
    if (!display->runs && (wanted != display->wanted || now_ms >= display->due_ms)) {
        display->failures = wanted != display->wanted ? 0 : display->failures;
        display->wanted = wanted;
        begin(display, keep, now_ms);
    }
}

int64_t display_switch_due(const struct display_switch *display, int64_t now_ms)
{
    bool idle = !display->path || display->wanted == SWITCHED_UNKNOWN;
    return display->runs ? now_ms + LOOK_MS : idle ? INT64_MAX : display->due_ms;
}

void display_switch_finish(struct display_switch *display)
{
    child_stop(&display->child);
    display_conf_finish(&display->conf);
}
