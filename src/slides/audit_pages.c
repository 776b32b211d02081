/* Every page is laid out for every screen and second language, those that follow opening hours also
 * at several times of the coming week, and what the walk of the picture finds is gathered: one
 * warning for each text and rule, the worst case named. What only the screen can mend (every text
 * of a role too small) is one warning for that screen. */
#include "base/utf8.h"
#include "content/walk.h"
#include "picture/audit.h"
#include "picture/width_memory.h"
#include "slides/audit.h"
#include "slides/rotation.h"

#include <string.h>

enum { LONG_SIDE = 1920, NOTES_MAX = 500, QUOTE_MAX = 40, TIMES = 6 };

/* One warning to be. */
struct note {
    enum audit_rule rule;
    const void *about; /* what makes it one: a place, a screen or a slide */
    const void *value; /* whose place is told */
    enum role role;
    const struct slide *slide;
    const struct named_screen *screen;
    const char *language; /* the second one's code, NULL for none */
    const char *text;
    double is, least, times; /* times: how many times worse than right */
    int pages;
    const struct slide *last; /* counted in pages */
};

struct layout {
    const struct audit *audit;
    struct width_memory *widths;
    struct arena arena;
    struct note *notes;
    int count;
    /* what is looked at now */
    const struct slide *slide;
    const struct named_screen *screen;
    const char *language;
    struct audit_view view;
    struct picture picture;
};

/* The text between the quotation marks of a message. */
static const char *quote(struct arena *arena, const char *text)
{
    const char *end = text;
    for (int i = 0; i < QUOTE_MAX && *end; i++) {
        utf8_next(&end);
    }
    return arena_printf(arena, "%.*s%s", (int)(end - text), text, *end ? "…" : "");
}

static double times_worse(const struct audit_finding *finding)
{
    if (finding->rule == AUDIT_OUTSIDE || finding->rule == AUDIT_FOOT ||
        finding->rule == AUDIT_OVERLAP || finding->rule == AUDIT_QR_DENSE) {
        return finding->is;
    }
    return finding->is > 0 ? finding->least / finding->is : 1;
}

/* Whether only a nearer distance or a larger screen would help: the text is of no file, or too
 * small at the size its style asks for. */
static bool is_of_screen(const struct audit_finding *finding, const struct place *place)
{
    const struct mark *mark = finding->mark;
    return finding->rule == AUDIT_QR_SMALL ||
           (finding->rule == AUDIT_SMALL &&
            (!place || mark->led ||
             finding->is * mark->wanted_px / mark->size_px < finding->least));
}

static struct note *find_note(struct layout *layout, enum audit_rule rule, const void *about)
{
    for (int i = 0; i < layout->count; i++) {
        if (layout->notes[i].rule == rule && layout->notes[i].about == about) {
            return &layout->notes[i];
        }
    }
    if (layout->count == NOTES_MAX) {
        return NULL;
    }
    struct note *note = &layout->notes[layout->count++];
    *note = (struct note){ .rule = rule, .about = about, .times = -1 };
    return note;
}

static void handle_finding(void *context, const struct audit_finding *finding)
{
    struct layout *layout = context;
    const struct place *place = places_find(&layout->audit->show->places, finding->origin);
    bool screen = is_of_screen(finding, place);
    if (finding->rule == AUDIT_SHRUNK && !place) {
        return; /* the program's own words shrink as they are meant to; too small would be told */
    }
    const void *about = screen  ? (const void *)layout->screen
                        : place ? (const void *)place
                                : (const void *)layout->slide;
    struct note *note = find_note(layout, finding->rule, about);
    if (!note) {
        return;
    }
    note->pages += note->last != layout->slide;
    note->last = layout->slide;
    if (times_worse(finding) <= note->times) {
        return;
    }
    note->times = times_worse(finding);
    note->slide = layout->slide;
    note->screen = layout->screen;
    note->language = layout->language;
    note->role = finding->mark ? finding->mark->role : ROLE_TEXT;
    note->is = finding->is;
    note->least = finding->least;
    note->text = quote(&layout->arena, finding->origin);
    note->value = screen ? (const void *)&layout->screen->screen.viewing_distance_mm
                         : (place ? place->value : NULL);
}

static void lay_out(struct layout *layout, const struct scene *scene, int width, int height)
{
    picture_start(&layout->picture, width, height, width_memory_metrics(layout->widths));
    slide_draw(layout->slide, scene, &layout->picture);
    audit_picture(&layout->picture, &layout->view, handle_finding, layout);
}

static void find_service(void *found, const struct field *field, const void *value)
{
    (void)value;
    *(bool *)found = *(bool *)found || field->type == FIELD_SERVICE;
}

/* Fills the moments a slide is looked at: now, and when its page follows a service's hours also
 * through a week and without a clock. Returns how many. */
static int choose_moments(const struct audit *audit, const struct slide *slide,
                          struct moment moments[1 + TIMES * WEEKDAYS])
{
    static const int minutes[TIMES] = { 7 * 60,  10 * 60 + 30, 11 * 60 + 45,
                                        13 * 60, 15 * 60 + 10, 20 * 60 };
    bool follows = false;
    int count = 0;
    moments[count++] = audit->now;
    record_walk(slide->kind, slide->head, find_service, &follows);
    for (int day = 0; follows && day < WEEKDAYS; day++) {
        for (int i = 0; i < TIMES; i++) {
            struct date date = date_add(audit->now.date, day);
            bool trusted = day > 0 || i > 0; /* the first is that of a clock nobody trusts */
            moments[count++] = moment_at(moment_to_utc(date, minutes[i]), trusted);
        }
    }
    return count;
}

static void lay_out_languages(struct layout *layout, int width, int height)
{
    const struct show *show = layout->audit->show;
    struct moment moments[1 + TIMES * WEEKDAYS];
    int count = choose_moments(layout->audit, layout->slide, moments);
    int pages = slide_pages(layout->slide, show);
    for (int second = 0; second < show->language_count; second++) {
        if (!rotation_shows(show, second)) {
            continue;
        }
        layout->language = second ? show->languages[second].code : NULL;
        for (int i = 0; i < count; i++) {
            for (int page = 0; page < pages; page++) {
                const struct scene scene = { .show = show,
                                             .moment = moments[i],
                                             .words = &show->languages[0],
                                             .other = second ? &show->languages[second] : NULL,
                                             .second = second ? second : -1,
                                             .page = page,
                                             .pages = pages };
                lay_out(layout, &scene, width, height);
            }
        }
    }
}

/* The pixels of a screen of that shape whose long side has 1920: nearly 16:9 counts as 16:9. */
static void size_in_pixels(const struct screen *screen, int *width, int *height)
{
    double wide = screen->width_mm, high = screen->height_mm;
    double shorter = wide < high ? wide : high, longer = wide < high ? high : wide;
    double ratio = shorter > 0 ? longer / shorter : 16.0 / 9;
    if (ratio > 1.74 && ratio < 1.82) {
        ratio = 16.0 / 9;
    }
    int side = (int)(LONG_SIDE / ratio + 0.5);
    side = side < 180 ? 180 : side;
    *width = wide < high ? side : LONG_SIDE;
    *height = wide < high ? LONG_SIDE : side;
}

static void lay_out_screen(struct layout *layout, const struct named_screen *screen)
{
    const struct show *show = layout->audit->show;
    int width, height;
    layout->screen = screen;
    size_in_pixels(&screen->screen, &width, &height);
    layout->view = (struct audit_view){ .width_mm = (float)screen->screen.width_mm,
                                        .height_mm = (float)screen->screen.height_mm,
                                        .distance_mm = (float)screen->screen.viewing_distance_mm };
    for (int i = 0; i < show->slide_count; i++) {
        layout->slide = &show->slides[i];
        if (audit_plays(layout->audit, layout->slide)) {
            lay_out_languages(layout, width, height);
        }
    }
}

/* " (screen default, with en)". */
static const char *where(struct layout *layout, const struct note *note)
{
    const char *with = note->language
                           ? arena_printf(&layout->arena, _(", with \"%s\""), note->language)
                           : "";
    return arena_printf(&layout->arena, _(" (screen \"%s\"%s)"), note->screen->name, with);
}

static void tell_of_screen(const struct audit *audit, const struct note *note)
{
    double metres = note->screen->screen.viewing_distance_mm / 1000.0;
    if (note->rule == AUDIT_QR_SMALL) {
        audit_warn(audit, note->value,
                   _("QR codes are %.0f mm wide; to be scanned from half of %.1f m they need %.0f "
                     "mm"),
                   note->is, metres, note->least);
        return;
    }
    audit_warn(
        audit, note->value,
        message_plural("from %.1f m, %d page has text too small to read: the capitals of \"%s\" "
                       "in \"%s\" are %.1f mm high and need %.1f mm; that reads up to %.1f m",
                       "from %.1f m, %d pages have text too small to read: the capitals of \"%s\" "
                       "in \"%s\" are %.1f mm high and need %.1f mm; that reads up to %.1f m",
                       (unsigned long)note->pages),
        metres, note->pages, note->text, note->slide->name, note->is, note->least,
        audit_reach_m(note->role, false, note->is));
}

static void tell(struct layout *layout, const struct note *note)
{
    const struct audit about = audit_about(layout->audit, note->slide->file);
    const char *at = where(layout, note);
    if (note->value == &note->screen->screen.viewing_distance_mm) {
        tell_of_screen(&about, note);
        return;
    }
    switch (note->rule) {
    case AUDIT_SMALL:
        audit_warn(&about, note->value,
                   _("\"%s\" is too long and set so small that it cannot be read from there: "
                     "capitals of %.1f mm, %.1f mm are needed%s"),
                   note->text, note->is, note->least, at);
        break;
    case AUDIT_SHRUNK:
        audit_warn(&about, note->value,
                   _("\"%s\" is too long: it is set at %.0f %% of its size; write it shorter%s"),
                   note->text, 100 * note->is, at);
        break;
    case AUDIT_CUT:
        audit_warn(&about, note->value, _("\"%s\" is too long and is cut; write it shorter%s"),
                   note->text, at);
        break;
    case AUDIT_DROPPED:
        audit_warn(&about, note->value,
                   _("\"%s\" finds no room and is left out; write it shorter%s"), note->text, at);
        break;
    case AUDIT_OUTSIDE:
        audit_warn(&about, note->value, _("\"%s\" goes beyond the edge of the page%s"), note->text,
                   at);
        break;
    case AUDIT_FOOT:
        audit_warn(&about, note->value,
                   _("\"%s\" goes down into the foot of the page; write less%s"), note->text, at);
        break;
    case AUDIT_OVERLAP:
        audit_warn(&about, note->value, _("\"%s\" is written over another text%s"), note->text, at);
        break;
    case AUDIT_QR_DENSE:
        audit_warn(&about, note->value,
                   _("the QR code of \"%s\" has version %.0f; above %.0f it is hard to scan, use a "
                     "shorter address"),
                   note->text, note->is, note->least);
        break;
    default:
        audit_warn(&about, note->value,
                   _("\"%s\" has a contrast of %.1f to 1 with its ground, %.1f to 1 is needed%s"),
                   note->text, note->is, note->least, at);
        break;
    }
}

static void warn_of_sizes(const struct audit *audit, const struct named_screen *screen)
{
    const struct screen *size = &screen->screen;
    if (!size->width_mm || !size->height_mm || !size->viewing_distance_mm) {
        const struct audit about = audit_about(audit, screen->file);
        audit_warn(&about, NULL,
                   _("without \"width_mm\", \"height_mm\" and \"viewing_distance_mm\" nobody can "
                     "tell whether texts are large enough here"));
    }
}

void audit_pages(const struct audit *audit)
{
    static const struct named_screen plain = { .name = "1920x1080" };
    struct layout layout = { .audit = audit, .widths = width_memory_create(audit->metrics) };
    layout.notes = arena_alloc(&layout.arena, NOTES_MAX * sizeof *layout.notes);
    for (size_t i = 0; i < audit->screens->count; i++) {
        warn_of_sizes(audit, &audit->screens->items[i]);
        if (audit->screens->items[i].screen.touch) {
            continue; /* visitors come up to touch it, and then it shows the kiosk's own pages */
        }
        lay_out_screen(&layout, &audit->screens->items[i]);
    }
    if (audit->screens->count == 0) {
        lay_out_screen(&layout, &plain);
    }
    for (int i = 0; i < layout.count; i++) {
        tell(&layout, &layout.notes[i]);
    }
    picture_finish(&layout.picture);
    width_memory_destroy(layout.widths);
    arena_finish(&layout.arena);
}
