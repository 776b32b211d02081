/* Every page is laid out for every touch screen, language and access mode; what the walk of the
 * picture finds is told once for each text or button, the first time it is met. */
#include "kiosk/audit.h"

#include "kiosk/kiosk.h"
#include "picture/audit.h"
#include "picture/width_memory.h"

#include <math.h>

enum { LONG_SIDE = 1920, TOLD_MAX = 200, LEAST_MM = 20, LOWEST_MM = 900, HIGHEST_MM = 1300 };

struct kiosk_layout {
    const struct audit *audit;
    const struct named_screen *screen;
    struct show show; /* a shallow copy, with that screen: where it stands decides the plans */
    struct kiosk_world world;
    struct picture picture;
    struct width_memory *widths;
    int width, height;
    const char *page;
    const struct session *session;
    struct {
        int rule;
        const void *about;
    } told[TOLD_MAX];
    int told_count;
};

/* Rules of the kiosk's own, beside those of pictures. */
enum { RULE_BUTTON_SMALL = AUDIT_RULE_COUNT, RULE_BUTTON_REACH };

static bool is_first(struct kiosk_layout *layout, int rule, const void *about)
{
    for (int i = 0; i < layout->told_count; i++) {
        if (layout->told[i].rule == rule && layout->told[i].about == about) {
            return false;
        }
    }
    if (layout->told_count == TOLD_MAX) {
        return false;
    }
    layout->told[layout->told_count].rule = rule;
    layout->told[layout->told_count++].about = about;
    return true;
}

static const char *language_of(const struct kiosk_layout *layout)
{
    return layout->audit->show->languages[layout->session->language].code;
}

/* The second line is not needed to find one's way: it may be smaller, and is left out first. */
static void handle_finding(void *context, const struct audit_finding *finding)
{
    struct kiosk_layout *layout = context;
    const struct audit about = audit_about(layout->audit, layout->audit->show->files.kiosk);
    const struct mark *mark = finding->mark;
    bool small = finding->rule == AUDIT_SMALL; /* one for all: only the screen can mend it */
    if (!mark || mark->role == ROLE_SECOND || mark->role == ROLE_SIGN ||
        !is_first(layout, (int)finding->rule,
                  small ? (const void *)layout->screen : finding->origin)) {
        return;
    }
    switch (finding->rule) {
    case AUDIT_CUT:
        audit_warn(&about, finding->origin,
                   _("\"%s\" is too long and is cut on the kiosk's page \"%s\" (\"%s\"); write it "
                     "shorter"),
                   finding->origin, layout->page, language_of(layout));
        break;
    case AUDIT_SMALL:
        audit_warn(&about, &layout->screen->screen.viewing_distance_mm,
                   _("\"%s\" is too small on the kiosk's page \"%s\" (\"%s\"): capitals of %.1f "
                     "mm, %.1f mm are needed"),
                   finding->origin, layout->page, language_of(layout), finding->is, finding->least);
        break;
    case AUDIT_CONTRAST:
        audit_warn(&about, finding->origin,
                   _("\"%s\" has a contrast of %.1f to 1 on the kiosk's page \"%s\", %.1f to 1 is "
                     "needed"),
                   finding->origin, finding->is, layout->page, finding->least);
        break;
    default:
        break;
    }
}

static void audit_button(struct kiosk_layout *layout, const struct mark *mark)
{
    const struct screen *screen = &layout->screen->screen;
    const struct audit about = audit_about(layout->audit, layout->screen->file);
    double mm = (double)screen->height_mm / layout->height;
    double side = mm * (mark->box.w < mark->box.h ? mark->box.w : mark->box.h);
    if (side < LEAST_MM && is_first(layout, RULE_BUTTON_SMALL, layout->screen)) {
        audit_warn(&about, &screen->height_mm,
                   _("the button \"%s\" of the kiosk's page \"%s\" is %.0f mm high here; %d mm are "
                     "needed"),
                   mark->text, layout->page, side, LEAST_MM);
    }
    double top = screen->bottom_mm + mm * (layout->height - mark->box.y);
    double bottom = top - mm * mark->box.h, middle = (top + bottom) / 2;
    if (screen->bottom_mm > 0 && layout->session->lowered &&
        (middle < LOWEST_MM || middle > HIGHEST_MM) &&
        is_first(layout, RULE_BUTTON_REACH, layout->screen)) {
        audit_warn(&about, &screen->bottom_mm,
                   _("even lowered, the button \"%s\" of the kiosk's page \"%s\" is %.2f m above "
                     "the floor; from a wheelchair 0.90 to 1.30 m can be reached"),
                   mark->text, layout->page, middle / 1000);
    }
}

static void audit_page(void *context, const char *name, const struct session *session)
{
    struct kiosk_layout *layout = context;
    const struct screen *screen = &layout->screen->screen;
    const struct kiosk_view view = {
        .world = &layout->world, .session = session, .moment = layout->audit->now, .now_ms = 0
    };
    const struct audit_view from = { .width_mm = (float)screen->width_mm,
                                     .height_mm = (float)screen->height_mm,
                                     .distance_mm = (float)screen->viewing_distance_mm,
                                     .touch = true };
    layout->page = name;
    layout->session = session;
    picture_start(&layout->picture, layout->width, layout->height,
                  width_memory_metrics(layout->widths));
    kiosk_draw(&view, &layout->picture);
    if (!session->asking) { /* what lies under the dialog was looked at before */
        audit_picture(&layout->picture, &from, handle_finding, layout);
    }
    for (size_t i = 0; screen->height_mm > 0 && i < layout->picture.count; i++) {
        if (layout->picture.marks[i].type == MARK_TOUCH) {
            audit_button(layout, &layout->picture.marks[i]);
        }
    }
}

static void audit_screen(struct kiosk_layout *layout, const struct named_screen *screen)
{
    double wide = screen->screen.width_mm, high = screen->screen.height_mm;
    double ratio = wide > 0 && high > 0 ? wide / high : 16.0 / 9;
    ratio = fabs(ratio - 16.0 / 9) < 0.05   ? 16.0 / 9
            : fabs(ratio - 9.0 / 16) < 0.02 ? 9.0 / 16
                                            : ratio;
    layout->screen = screen;
    layout->show.screen = screen->screen;
    layout->width = ratio > 1 ? LONG_SIDE : (int)lround(fmax(LONG_SIDE * ratio, 180));
    layout->height = ratio > 1 ? (int)lround(fmax(LONG_SIDE / ratio, 180)) : LONG_SIDE;
    int languages[LANGUAGES_MAX], count = session_languages(&layout->world, languages);
    for (int i = 0; i < count; i++) {
        for (unsigned modes = 0; modes < 4; modes++) {
            struct session session = session_start(0);
            session.language = languages[i];
            session.larger = modes & 1;
            session.lowered = modes & 2;
            kiosk_each_page(&layout->world, &session, audit_page, layout);
        }
    }
}

void kiosk_audit(const struct audit *audit)
{
    struct kiosk_layout layout = {
        .audit = audit,
        .show = *audit->show,
        .world = { .speech = true },
        .widths = width_memory_create(audit->metrics),
    };
    layout.world.show = &layout.show;
    for (size_t i = 0; i < audit->screens->count; i++) {
        if (audit->screens->items[i].screen.touch) {
            audit_screen(&layout, &audit->screens->items[i]);
        }
    }
    picture_finish(&layout.picture);
    width_memory_destroy(layout.widths);
    report_sort(audit->report);
}
