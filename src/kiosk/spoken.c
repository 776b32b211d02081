/* Marks stand in reading order, so what is said is what is written, in that order. */
#include "kiosk/spoken.h"

#include <string.h>

/* A number alone is a countdown, whose sentence says it, too; the letter on a zone's sign is in the
 * zone's words. */
static bool is_said(const struct mark *mark)
{
    return mark->type == MARK_TEXT && mark->role != ROLE_SECOND && mark->role != ROLE_SIGN &&
           mark->text[strspn(mark->text, "0123456789")];
}

/* Whether a text ends as a sentence does, so that no full stop is to be added. */
static bool ends(const char *text)
{
    size_t length = strlen(text);
    return length > 0 && strchr(".!?:;", text[length - 1]) != NULL;
}

const char *kiosk_spoken(const struct picture *picture, struct arena *arena)
{
    const char *said = "";
    const struct mark *before = NULL;
    for (size_t i = 0; i < picture->count; i++) {
        const struct mark *mark = &picture->marks[i];
        if (mark->type == MARK_VEIL) {
            said = ""; /* what lies under it is not there */
            before = NULL;
        }
        if (!is_said(mark)) {
            continue;
        }
        bool same = before && before->origin && before->origin == mark->origin;
        const char *between = !before ? "" : same || ends(before->text) ? " " : ". ";
        said = arena_printf(arena, "%s%s%s", said, between, mark->text);
        before = mark;
    }
    return said;
}

const char *kiosk_spoken_target(const struct picture *picture, int id)
{
    for (size_t i = picture->count; i > 0; i--) {
        const struct mark *mark = &picture->marks[i - 1];
        if (mark->type == MARK_TOUCH && mark->id == id) {
            return mark->text ? mark->text : "";
        }
    }
    return "";
}
