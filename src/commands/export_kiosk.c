/* vestibule export --kiosk: the pages that the content leads to, in the languages asked for. */
#include "base/message.h"
#include "commands/export.h"
#include "kiosk/kiosk.h"
#include "slides/grid.h"

#include <string.h>

struct kiosk_export {
    struct export *export;
    struct kiosk_world world;
    const struct slide *alert;
    bool counting, failed;
};

static bool is_wanted(const char *name, const char *page)
{
    size_t length = page ? strlen(page) : 0;
    return !page ||
           (strncmp(name, page, length) == 0 && (name[length] == '\0' || name[length] == '-'));
}

/* Countdowns stand where eight seconds have passed. */
static void export_page(void *context, const char *name, const struct session *session)
{
    struct kiosk_export *kiosk = context;
    struct export *export = kiosk->export;
    if (!is_wanted(name, export->page) || kiosk->failed || kiosk->counting) {
        export->total += kiosk->counting && is_wanted(name, export->page);
        return;
    }
    const struct kiosk_view view = { .world = &kiosk->world,
                                     .session = session,
                                     .moment = export->moment,
                                     .now_ms = 8000,
                                     .alert = kiosk->alert };
    const char *code = export->loaded.show->languages[session->language].code;
    picture_start(&export->picture, export->width, export->height,
                  raster_metrics(export->loaded.raster));
    kiosk_draw(&view, &export->picture);
    if (export->grid) {
        grid_draw(&export->picture);
    }
    kiosk->failed = !export_write(
        export, arena_printf(&export->arena, "%s/kiosk-%s.%s.png", export->out, name, code));
}

/* Reads "larger,contrast,lowered"; false after printing what is wrong. */
static bool read_access(const char *text, struct session *session)
{
    const struct {
        const char *word;
        bool *mode;
    } modes[] = { { "larger", &session->larger },
                  { "contrast", &session->contrast },
                  { "lowered", &session->lowered } };
    while (text && *text) {
        size_t length = strcspn(text, ",");
        bool known = false;
        for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
            bool same = strlen(modes[i].word) == length &&
                        strncmp(text, modes[i].word, length) == 0;
            *modes[i].mode = *modes[i].mode || same;
            known = known || same;
        }
        if (!known) {
            fprintf(stderr,
                    _("vestibule export: --access is a list of larger, contrast and lowered, not "
                      "\"%s\"\n"),
                    text);
            return false;
        }
        text += length + (text[length] == ',');
    }
    return true;
}

static void each_language(struct kiosk_export *kiosk, struct session session)
{
    int languages[LANGUAGES_MAX], count = session_languages(&kiosk->world, languages);
    const struct export *export = kiosk->export;
    for (int i = 0; i < count; i++) {
        int only = export->seconds[0] > 0 ? export->seconds[0] : 0;
        if (export->all_languages || languages[i] == only) {
            session.language = languages[i];
            kiosk_each_page(&kiosk->world, &session, export_page, kiosk);
        }
    }
}

int export_kiosk(struct export *export)
{
    const struct show *show = export->loaded.show;
    struct session session = session_start(0);
    struct kiosk_export kiosk = { .export = export, .world = { .show = show, .speech = true } };
    if (!read_access(export->access, &session)) {
        return EXIT_USAGE;
    }
    for (int i = 0; i < show->slide_count && !kiosk.alert; i++) {
        kiosk.alert = slide_is_alert(&show->slides[i]) ? &show->slides[i] : NULL;
    }
    kiosk.world.alert = kiosk.alert != NULL;
    kiosk.counting = true;
    each_language(&kiosk, session);
    kiosk.counting = false;
    if (export->total == 0) {
        fprintf(stderr, _("vestibule export: the kiosk has no such page in this language\n"));
        return EXIT_CONTENT;
    }
    if (export->contact_sheet) {
        export->sheet = contact_sheet_open(export->total, 1, export->width, export->height);
        kiosk.failed = !export->sheet;
    }
    each_language(&kiosk, session);
    const char *path = arena_printf(&export->arena, "%s/contact-sheet.png", export->out);
    return kiosk.failed || (export->sheet && !contact_sheet_write(export->sheet, path))
               ? EXIT_CONTENT
               : EXIT_GOOD;
}
