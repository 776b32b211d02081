/* assets/languages/<code>.json: every word and every pattern is required, and a pattern must hold
 * just the {names} that the program fills in, so that a translation can neither lose the time from
 * "ferme à {time}" nor show a bare "{tme}". Typography is set once, here.
 *
 *   { "name": "Français", "plural": "french", "time": "{h} h {mm}", … } */
#include "content/language.h"

#include "base/file.h"
#include "base/message.h"
#include "content/typography.h"

#include <string.h>

enum { FILE_BYTES_MAX = 64 * 1024 };

static const char *const plural_names[] = { "french", "english", "slavic", "arabic", NULL };

#define PLURAL_WORD(name)                                                                          \
    {                                                                                              \
        .key = #name, .type = FIELD_STRING, .offset = offsetof(struct plural_words, name),         \
        .required = true                                                                           \
    }
#define WORD(name)                                                                                 \
    {                                                                                              \
        .key = #name, .type = FIELD_STRING, .offset = offsetof(struct language, name),             \
        .required = true                                                                           \
    }
#define WORDS(name, exactly)                                                                       \
    {                                                                                              \
        .key = #name, .type = FIELD_STRINGS, .offset = offsetof(struct language, name),            \
        .required = true, .min = exactly, .max = exactly                                           \
    }
#define COUNTED(name)                                                                              \
    {                                                                                              \
        .key = #name, .type = FIELD_OBJECT, .offset = offsetof(struct language, name),             \
        .required = true, .record = &plural_record                                                 \
    }

static const struct field plural_fields[] = {
    PLURAL_WORD(one),
    PLURAL_WORD(few),
    PLURAL_WORD(many),
    { .key = NULL },
};

static const struct record plural_record = {
    .name = "plural",
    .size = sizeof(struct plural_words),
    .fields = plural_fields,
    .help = N_("Un nom au singulier et aux pluriels de la langue."),
};

static const struct field language_fields[] = {
    WORD(name),
    { .key = "plural",
      .type = FIELD_WORD,
      .offset = offsetof(struct language, plural),
      .required = true,
      .words = plural_names,
      .help = N_("La règle du pluriel.") },
    WORDS(weekdays, WEEKDAYS),
    WORDS(weekdays_short, WEEKDAYS),
    WORDS(months, 12),
    WORDS(months_alone, 12),
    WORDS(quarters, 4),
    WORDS(holidays, HOLIDAY_COUNT),
    WORD(date),
    WORD(date_no_year),
    WORD(day_month),
    WORD(first_day),
    WORD(month_year),
    WORD(date_range_same_month),
    WORD(date_range),
    WORD(time),
    WORD(time_whole),
    WORD(time_range),
    WORD(decimal),
    WORD(comma),
    WORD(percent),
    WORD(year_period),
    WORD(open),
    WORD(closes_soon),
    WORD(closed),
    WORD(closes_at),
    WORD(opens_at),
    WORD(opens_tomorrow),
    WORD(opens_on),
    WORDS(opens_weekday, WEEKDAYS),
    WORD(today),
    WORD(today_is),
    WORD(this_week),
    WORD(closed_day),
    WORD(next_closure),
    WORD(special_hours),
    WORD(public_holiday),
    WORD(next_opening),
    WORD(by_appointment),
    WORD(walk_in),
    WORD(opening_hours),
    WORD(calm),
    WORD(moderate),
    WORD(busy),
    WORD(now),
    WORD(advised),
    WORD(best_time),
    WORD(until_today),
    WORD(until_day),
    WORD(week),
    WORD(hour),
    WORD(target),
    WORD(trend),
    WORD(trend_year),
    WORD(stable),
    WORD(next_update),
    WORD(update_pending),
    WORD(days_short),
    WORD(minutes_short),
    COUNTED(days),
    COUNTED(minutes),
    WORD(overall_score),
    WORD(very_satisfied),
    WORD(satisfied),
    WORD(not_very_satisfied),
    WORD(not_satisfied),
    WORD(you_said),
    WORD(we_do),
    WORD(done),
    WORD(in_progress),
    WORD(planned),
    COUNTED(replies),
    WORD(scan),
    WORD(scan_short),
    WORD(edition),
    WORD(example),
    WORD(shown_until),
    WORD(information),
    WORD(touch_screen),
    WORD(question),
    WORD(buttons_below),
    WORD(larger_text),
    WORD(contrast),
    WORD(lower_buttons),
    WORD(read_aloud),
    WORD(read_aloud_short),
    WORD(louder),
    WORD(softer),
    WORD(access),
    WORD(access_short),
    WORD(more_languages),
    WORD(choose_language),
    WORD(back),
    WORD(finish),
    WORD(go_on),
    WORD(put_aside),
    WORD(still_there),
    WORD(home_in),
    WORD(cleaning),
    WORD(touches_in),
    WORD(you_are_here),
    WORD(stairs),
    WORD(lift),
    WORD(by_stairs),
    WORD(by_lift),
    WORD(zone),
    WORD(look),
    WORD(follow_line),
    WORD(take_away),
    WORD(on_your_phone),
    WORD(documents),
    WORD(documents_short),
    WORD(without_internet),
    WORD(not_here),
    WORD(plan),
    WORD(enlarge_plan),
    WORD(plan_of),
    WORDS(shapes, 8),
    COUNTED(seconds),
    { .key = NULL },
};

/* What the program fills in; the words that are not here hold nothing in braces. */
static const struct pattern {
    const char *key, *places;
} patterns[] = {
    { "quarters", "{year}" },
    { "date", "{weekday} {day} {month} {year}" },
    { "date_no_year", "{weekday} {day} {month}" },
    { "day_month", "{day} {month}" },
    { "month_year", "{month} {year}" },
    { "date_range_same_month", "{from_day} {until_day} {month} {year}" },
    { "date_range", "{from} {until}" },
    { "time", "{h} {mm}" },
    { "time_whole", "{h}" },
    { "time_range", "{from} {to}" },
    { "percent", "{n}" },
    { "year_period", "{year}" },
    { "closes_at", "{time}" },
    { "opens_at", "{time}" },
    { "opens_tomorrow", "{time}" },
    { "opens_on", "{day} {time}" },
    { "opens_weekday", "{time}" },
    { "today_is", "{weekday}" },
    { "public_holiday", "{name}" },
    { "until_today", "{time}" },
    { "until_day", "{time} {day}" },
    { "target", "{value}" },
    { "days_short", "{n}" },
    { "minutes_short", "{n}" },
    { "edition", "{year}" },
    { "shown_until", "{date}" },
    { "home_in", "{time}" },
    { "touches_in", "{time}" },
    { "zone", "{letter}" },
    { "look", "{color} {shape}" },
    { "follow_line", "{color}" },
    { "plan_of", "{floor}" },
};

/* Returns the next {name} in text, or NULL; one that is not closed reaches to the end. */
static const char *next_place(const char *text, int *length)
{
    const char *start = strchr(text, '{');
    if (start) {
        const char *end = strchr(start, '}');
        *length = (int)(end ? end + 1 - start : (long)strlen(start));
    }
    return start;
}

static bool holds(const char *text, const char *place, int length)
{
    int n = 0;
    for (const char *at = text; (at = next_place(at, &n)) != NULL; at += n) {
        if (n == length && strncmp(at, place, (size_t)n) == 0) {
            return true;
        }
    }
    return false;
}

static void check_places(const struct json *value, const char *places, struct reader *reader)
{
    int length = 0;
    for (const char *at = places; (at = next_place(at, &length)) != NULL; at += length) {
        if (!holds(value->string, at, length)) {
            reader_error(reader, value, _("must hold %.*s, not only %s"), length, at,
                         value->source);
        }
    }
    for (const char *at = value->string; (at = next_place(at, &length)) != NULL; at += length) {
        if (!holds(places, at, length)) {
            reader_error(reader, value, _("must not hold %.*s, which nothing replaces here"),
                         length, at);
        }
    }
}

static void check_words(const struct json *value, const char *places, struct reader *reader)
{
    if (value->type == JSON_STRING) {
        check_places(value, places, reader);
    }
    for (const struct json *child = value->first; child; child = child->next) {
        check_words(child, places, reader);
    }
}

static const char *places_of(const char *key)
{
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        if (strcmp(patterns[i].key, key) == 0) {
            return patterns[i].places;
        }
    }
    return "";
}

static void check_language(void *record, const struct json *json, struct reader *reader)
{
    (void)record;
    for (const struct json *member = json->first; member; member = member->next) {
        if (!key_is_comment(member->key)) {
            check_words(member, places_of(member->key), reader);
        }
    }
}

const struct record language_record = {
    .name = "language",
    .size = sizeof(struct language),
    .fields = language_fields,
    .help = N_("Les mots que le programme affiche de lui-même, dans une langue."),
    .check = check_language,
};

static void set_typography(const struct record *record, void *data, const char *code,
                           struct arena *arena)
{
    for (const struct field *field = record->fields; field->key; field++) {
        void *at = (char *)data + field->offset;
        if (field->type == FIELD_STRING) {
            const char **word = at;
            *word = typography_set(*word, code, arena);
        } else if (field->type == FIELD_STRINGS) {
            const struct strings *words = at;
            for (size_t i = 0; i < words->count; i++) {
                words->items[i] = typography_set(words->items[i], code, arena);
            }
        } else if (field->type == FIELD_OBJECT) {
            set_typography(field->record, at, code, arena);
        }
    }
}

bool language_load(int assets, const char *code, struct arena *arena, struct report *report,
                   struct language *out)
{
    *out = (struct language){ .code = arena_copy(arena, code, strlen(code)) };
    const char *path = arena_printf(arena, "languages/%s.json", code);
    const char *file = arena_printf(arena, "assets/%s", path);
    struct blob blob;
    const char *reason;
    if (!file_read(assets, path, FILE_BYTES_MAX, arena, &blob, &reason)) {
        report_add(report, PROBLEM_ERROR, file, 0, 0, "", "%s", reason);
        return false;
    }
    const struct json *json = json_parse(blob.bytes, blob.size, file, arena, report);
    struct reader reader = { .arena = arena, .report = report, .file = file };
    if (!json || !record_read(&language_record, json, &reader, out)) {
        return false;
    }
    set_typography(&language_record, out, out->code, arena);
    return true;
}
