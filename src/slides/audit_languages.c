/* Who translates must translate whole, and into two languages at least: a visitor who has found
 * their language must not lose it on the next page. */
#include "content/walk.h"
#include "slides/audit.h"
#include "slides/rotation.h"

#include <string.h>

enum { TOLD_ONE_BY_ONE = 3 };

/* The texts of one file that lack one language. */
struct lack {
    struct audit about;
    int language;
    int count;
    const struct text *first[TOLD_ONE_BY_ONE];
};

static void tell(const struct lack *lack)
{
    const char *code = lack->about.show->languages[lack->language].code;
    if (lack->count > TOLD_ONE_BY_ONE) {
        audit_warn(&lack->about, lack->first[0],
                   _("%d texts of this file are missing in \"%s\", from this one on"), lack->count,
                   code);
        return;
    }
    for (int i = 0; i < lack->count; i++) {
        audit_warn(&lack->about, lack->first[i], _("this text is missing in \"%s\""), code);
    }
}

static void count_lack(void *context, const struct audit *about, const struct field *field,
                       const void *value)
{
    struct lack *lack = context;
    const struct text *text = value;
    const struct show_files *files = &about->show->files;
    if (about->file == files->plan || about->file == files->kiosk) {
        return; /* told when they are read */
    }
    if (strcmp(lack->about.file, about->file) != 0) {
        tell(lack);
        lack->count = 0;
    }
    lack->about = *about;
    if (field->type == FIELD_TEXT && !field_is_shorter(field) && text->by[0] &&
        !text->by[lack->language]) {
        if (lack->count < TOLD_ONE_BY_ONE) {
            lack->first[lack->count] = text;
        }
        lack->count++;
    }
}

void audit_languages(const struct audit *audit)
{
    const struct show *show = audit->show;
    for (int language = 1; language < show->language_count; language++) {
        if (!rotation_shows(show, language)) {
            continue; /* for the kiosk, whose files are checked when they are read */
        }
        struct lack lack = { .about = audit_about(audit, show->files.site), .language = language };
        audit_walk(audit, count_lack, &lack);
        tell(&lack);
    }
    if (show->language_count == 2) {
        const struct audit about = audit_about(audit, show->files.site);
        audit_warn(&about, &show->site.languages,
                   _("a public body that translates does so into two foreign languages at least "
                     "(law 94-665 of 4 August 1994, article 4), not only into \"%s\""),
                   show->languages[1].code);
    }
}
