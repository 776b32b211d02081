/* Time to read: the seconds of the playlist against the automatic rule, the words of a page, and
 * how long a visitor waits until a page comes back. */
#include "slides/audit.h"
#include "slides/rotation.h"

enum { PAGE_WORDS_MAX = 40, LOOP_MAX_MS = 3 * 60 * 1000 };

static void audit_seconds(const struct audit *audit)
{
    const struct playlist_item *items = audit->show->playlist.items.items;
    for (size_t i = 0; i < audit->show->playlist.items.count; i++) {
        if (!items[i].slide || items[i].seconds == 0 || !audit_plays(audit, items[i].slide)) {
            continue;
        }
        int needed_ms = slide_reading_ms(items[i].slide, audit->show);
        if (items[i].seconds * 1000 < needed_ms) {
            audit_warn(audit, &items[i].seconds,
                       _("%d s are too short to read \"%s\", which takes %.1f s; without "
                         "\"seconds\" the program counts itself"),
                       items[i].seconds, items[i].slide_name, needed_ms / 1000.0);
        }
    }
}

static void audit_words(const struct audit *audit)
{
    for (int i = 0; i < audit->show->slide_count; i++) {
        const struct slide *slide = &audit->show->slides[i];
        int words = audit_plays(audit, slide) ? slide_words(slide, audit->show) : 0;
        if (words > PAGE_WORDS_MAX) {
            const struct audit about = audit_about(audit, slide->file);
            audit_warn(&about, &slide->head->kind,
                       _("%d words on a page; more than %d are not read in a hall"), words,
                       PAGE_WORDS_MAX);
        }
    }
}

/* Returns how long the loop takes at that moment; 0 during an alert. */
static int loop_ms(const struct show *show, struct moment moment)
{
    struct arena arena = { 0 };
    struct rotation rotation = rotation_at(show, moment, &arena);
    int length = 0;
    for (int i = 0; i < rotation.count && !rotation.alert; i++) {
        length += rotation.durations_ms[i];
    }
    arena_finish(&arena);
    return length;
}

static void audit_loop(const struct audit *audit)
{
    int longest = 0;
    struct date date = audit->now.date;
    for (int day = 0; day < WEEKDAYS; day++) {
        for (int hour = 8; hour < 20; hour += 2) {
            int64_t utc_ms = moment_to_utc(date_add(audit->now.date, day), hour * 60 + 30);
            struct moment moment = moment_at(utc_ms, true);
            int length = loop_ms(audit->show, moment);
            if (length > longest) {
                longest = length;
                date = moment.date;
            }
        }
    }
    if (longest > LOOP_MAX_MS) {
        audit_warn(audit, &audit->show->playlist.items,
                   _("on %04d-%02d-%02d a page comes back only after %d min %02d s; more than %d "
                     "min is longer than visitors look: let some pages play on other days"),
                   date.year, date.month, date.day, longest / 60000, longest / 1000 % 60,
                   LOOP_MAX_MS / 60000);
    }
}

void audit_time(const struct audit *audit)
{
    const struct audit about = audit_about(audit, audit->show->files.playlist);
    audit_seconds(&about);
    audit_words(audit);
    audit_loop(&about);
}
