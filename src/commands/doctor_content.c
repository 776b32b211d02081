/* The same code as play and check opens everything, so that what doctor says is what happens. */
#include "commands/audit.h"
#include "commands/doctor.h"

#include "base/message.h"
#include "machine/connector.h"
#include "machine/display_conf.h"
#include "machine/probe.h"
#include "slides/light.h"
#include "slides/rotation.h"
#include "stage/clock.h"
#include "stage/plug.h"
#include "stage/presenter.h"

#include <SDL.h>

static void tell_problems(const struct loaded *loaded, const char *folder,
                          struct findings *findings)
{
    size_t errors = loaded->report.errors, warnings = loaded->report.warnings;
    enum finding_level level = errors > 0     ? FINDING_FAULT
                               : warnings > 0 ? FINDING_WARNING
                                              : FINDING_OK;
    finding_add(findings, level, N_("content"),
                level == FINDING_OK ? NULL : _("which and where: vestibule check"),
                _("%s: errors %zu, warnings %zu, slides %zu"), folder, errors, warnings,
                loaded->show->slide_names.count);
}

static void tell_playing(const struct show *show, struct moment now, struct findings *findings)
{
    struct arena arena = { 0 };
    int pages = rotation_at(show, now, &arena).count;
    arena_finish(&arena);
    if (pages == 0) {
        finding_add(findings, FINDING_FAULT, N_("content"), _("why: vestibule plan"),
                    _("no slide plays now: the screen shows the building's name and the time"));
    }
}

/* Whether the screen is off on purpose, so that nobody takes that for a failure. */
static void tell_light(const struct show *show, struct moment now, struct findings *findings)
{
    static const char topic[] = N_("screen hours");
    struct light light = light_at(show, &show->screen, now);
    struct moment then = moment_at(light.change_utc_ms, true);
    const char *until = light.changes
                            ? arena_printf(&findings->arena, _(" until %04d-%02d-%02d %02d:%02d"),
                                           then.date.year, then.date.month, then.date.day,
                                           then.minute / 60, then.minute % 60)
                            : "";
    if (light.cause == LIGHT_ALWAYS) {
        finding_add(findings, FINDING_OK, topic, NULL, _("none: it is lit at any hour"));
    } else if (light.cause == LIGHT_UNTRUSTED) {
        finding_add(findings, FINDING_OK, topic, NULL, _("on as long as the clock may be wrong"));
    } else if (light.cause == LIGHT_ALERT) {
        finding_add(findings, FINDING_OK, topic, NULL, _("on, because of an alert"));
    } else if (light.on) {
        finding_add(findings, FINDING_OK, topic, NULL, _("on%s"), until);
    } else {
        finding_add(findings, light.changes ? FINDING_OK : FINDING_WARNING, topic,
                    light.changes ? NULL : _("see the hours in screens/, and vestibule check"),
                    _("off on purpose%s"), until);
    }
}

static const char *tell_call(const struct display_call *call)
{
    return display_call_is_kms(call) ? _("the player itself (kms)") : call->words[0];
}

/* How the display itself is switched, where the screen has hours. */
static void tell_switch(const struct show *show, struct findings *findings)
{
    static const char topic[] = N_("display switch");
    struct display_conf conf;
    enum display_conf_state state = display_conf_read(DISPLAY_CONF_PATH, 0, &conf);
    if (state == DISPLAY_CONF_REFUSED) {
        finding_add(findings, FINDING_FAULT, topic,
                    _("until then the picture is black and the display stays on"), "%s: %s",
                    DISPLAY_CONF_PATH, conf.reason);
    } else if (state == DISPLAY_CONF_GOOD) {
        finding_add(findings, FINDING_OK, topic, NULL, _("on by %s, off by %s"),
                    tell_call(&conf.on.items[0]), tell_call(&conf.off.items[0]));
    } else if (show->screen.hours.given) {
        finding_add(findings, FINDING_OK, topic,
                    _("to switch the display itself, choose an example in "
                      "/etc/vestibule/display.conf"),
                    _("none: the picture is black outside the hours, the display stays on"));
    }
    display_conf_finish(&conf);
}

static void tell_languages(const struct show *show, struct findings *findings)
{
    const char *codes = show->languages[0].code;
    for (int i = 1; i < show->language_count; i++) {
        codes = arena_printf(&findings->arena, "%s, %s", codes, show->languages[i].code);
    }
    finding_add(findings, FINDING_OK, N_("languages"), NULL, "%s", codes);
}

static void tell_clock(struct moment now, struct findings *findings)
{
    static const char clock[] = N_("clock");
    const char *time = arena_printf(&findings->arena, "%04d-%02d-%02d %02d:%02d", now.date.year,
                                    now.date.month, now.date.day, now.minute / 60, now.minute % 60);
    if (now.trusted) {
        finding_add(findings, FINDING_OK, clock, NULL, "%s", time);
    } else {
        finding_add(findings, FINDING_WARNING, clock,
                    _("see timedatectl; check the network and its time server; a clock chip helps "
                      "where there is no network"),
                    _("%s, but nothing has set it since the machine started: pages make no claim "
                      "about now, dated slides wait"),
                    time);
    }
}

void doctor_content(const char *folder, const char *screen, struct findings *findings)
{
    struct loaded loaded;
    struct audit_options options = { .screen = screen, .within_days = AUDIT_WITHIN_DAYS };
    struct moment now;
    if (!command_assets() || !loaded_open(folder, screen, &loaded)) {
        finding_add(findings, FINDING_FAULT, N_("content"),
                    _("name the right folder; see whether it may be read"),
                    _("%s cannot be opened"), folder);
        return;
    }
    finding_add(findings, FINDING_OK, N_("fonts"), NULL, "%s/fonts", command_assets());
    if (audit_loaded(&loaded, &options, &now)) {
        now.trusted = clock_trusted("");
        const struct probe_screen asked = { .display = loaded.show->screen.display,
                                            .rotation = loaded.show->screen.rotation,
                                            .touch = loaded.show->screen.touch };
        probe_screen("", &asked, findings);
        tell_languages(loaded.show, findings);
        tell_problems(&loaded, folder, findings);
        tell_playing(loaded.show, now, findings);
        tell_clock(now, findings);
        tell_light(loaded.show, now, findings);
        tell_switch(loaded.show, findings);
    }
    loaded_close(&loaded);
}

void doctor_renderer(bool playing, const char *status, struct findings *findings)
{
    static const char renderer[] = N_("renderer");
    const struct presenter_options options = { .hidden = true };
    if (playing) {
        finding_add(findings, FINDING_OK, renderer, NULL, "%s", status);
        return;
    }
    struct connector connectors[CONNECTORS_MAX];
    if (plug_is_ours() && (connectors_read("", connectors) == 0 || connectors_unplugged(""))) {
        return; /* told already, and SDL would only say so less clearly */
    }
    struct presenter *presenter = presenter_open(&options);
    if (presenter) {
        finding_add(findings, FINDING_OK, renderer, NULL, "%s", presenter_name(presenter));
    } else {
        finding_add(findings, FINDING_FAULT, renderer,
                    _("another program may hold the display; the reason stands above"),
                    _("nothing can be drawn here"));
    }
    presenter_close(presenter);
    SDL_Quit();
}
