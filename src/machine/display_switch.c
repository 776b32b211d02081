/* display.conf is read each time before something is said, so a technician's change needs no
 * restart. What the kernel is told is done at once; programs are waited for. */
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

static void succeed(struct display_switch *display)
{
    if (display->told) {
        log_line(LOG_NOTICE, _("the display can be switched again"));
    }
    display->told = false;
    display->failures = 0;
    display->said++;
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

/* Returns 0 or what errno would be. */
static int switch_kms(struct display_switch *display)
{
    display->by_kms = true;
    int error = display->kms ? display->kms(display->context, display->wanted == SWITCHED_ON)
                             : ENOTSUP;
    return error == ENODEV ? 0 : error;
}

/* Makes the calls that are left, until one runs; what cannot be started is logged. */
static void go_on(struct display_switch *display, bool keep, int64_t now_ms)
{
    int error = 0;
    const struct display_calls *calls = calls_of(display);
    for (; display->call < calls->count && !error; display->call += !error) {
        const struct display_call *call = &calls->items[display->call];
        if (display_call_is_kms(call)) {
            error = switch_kms(display);
        } else if (child_start(&display->child, call->words, now_ms, TIMEOUT_MS)) {
            display->runs = true;
            return;
        } else {
            error = errno;
        }
    }
    if (!error) {
        succeed(display);
    } else if (fail(display)) {
        log_line(LOG_WARNING, _("the display cannot be switched: %s: %s"),
                 calls->items[display->call].words[0], strerror(error));
    }
    end(display, keep, now_ms);
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
    display->by_kms = false;
    if (state == DISPLAY_CONF_GOOD) {
        go_on(display, keep, now_ms);
    } else {
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
    display->call++;
    display->runs = false;
    go_on(display, keep, now_ms);
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

void display_switch_opened(struct display_switch *display)
{
    if (display->by_kms && display->wanted != SWITCHED_UNKNOWN) {
        display->due_ms = 0;
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
