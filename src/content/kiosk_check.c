/* What only the whole show can tell about the kiosk: whether each choice arrives somewhere, and in
 * which languages all that it can show is written. */
#include "base/message.h"
#include "content/closest.h"
#include "content/records.h"

#include <string.h>

enum { IDS_MAX = CHOICES_MAX * (CHOICES_MAX + 1) };

struct kiosk_check {
    const struct show *show;
    struct reader *reader;
    const char *ids[IDS_MAX];
    int id_count, helps;
};

static void check_id(struct kiosk_check *check, const struct kiosk_choice *choice,
                     const struct json *json)
{
    for (int i = 0; i < check->id_count; i++) {
        if (strcmp(check->ids[i], choice->id) == 0) {
            reader_error(check->reader, json_get(json, "id"),
                         _("must be different for each choice, not \"%s\" again"), choice->id);
            break;
        }
    }
    check->ids[check->id_count++] = choice->id;
}

static void resolve_zone(struct kiosk_check *check, struct kiosk_choice *choice,
                         const struct json *letter)
{
    const struct zone *zones = check->show->zones.zones.items;
    const char *letters[40];
    size_t count = 0;
    choice->zone = show_zone(check->show, choice->letter);
    for (; count < check->show->zones.zones.count && count < 40; count++) {
        letters[count] = zones[count].letter;
    }
    if (choice->zone) {
        return;
    }
    const char *near = closest_word(choice->letter, letters, count);
    if (near) {
        reader_error(check->reader, letter,
                     _("must be the letter of a zone of zones.json, not %s; did you mean \"%s\"?"),
                     letter->source, near);
        reader_suggest(check->reader, near);
    } else {
        reader_error(check->reader, letter, _("must be the letter of a zone of zones.json, not %s"),
                     letter->source);
    }
}

/* A visitor who is told a zone must find the way there on the plan, if there is one. */
static void check_way(struct kiosk_check *check, const struct kiosk_choice *choice,
                      const struct json *letter)
{
    const struct show *show = check->show;
    if (!show->screen.here.given || show->plan.floors.count == 0) {
        return;
    }
    struct plan_trip trip = plan_trip(&show->plan, &show->screen.here, choice->letter, true);
    if (trip.legs == 0) {
        reader_warning(check->reader, letter,
                       _("plan.json has no way from this kiosk to zone %s: its page shows none"),
                       choice->letter);
    } else if (trip.legs == 2 && trip.way != WAY_LIFT) {
        reader_warning(check->reader, letter,
                       _("plan.json has no lift on the way to zone %s: some visitors cannot get "
                         "there"),
                       choice->letter);
    }
}

static void check_choice(struct kiosk_check *check, struct kiosk_choice *choice,
                         const struct json *json)
{
    check_id(check, choice, json);
    check->helps += choice->help;
    if (choice->letter) {
        resolve_zone(check, choice, json_get(json, "zone"));
    }
    if (choice->zone) {
        check_way(check, choice, json_get(json, "zone"));
    }
    struct kiosk_choice *inner = choice->choices.items;
    for (size_t i = 0; i < choice->choices.count; i++) {
        check_choice(check, &inner[i], json_at(json_get(json, "choices"), i));
    }
}

void kiosk_check_depth(const struct json *json, struct reader *reader)
{
    const struct json *choices = json_get(json, "choices");
    for (const struct json *choice = choices ? choices->first : NULL; choice;
         choice = choice->next) {
        const struct json *inner = json_get(choice, "choices");
        for (inner = inner ? inner->first : NULL; inner; inner = inner->next) {
            const struct json *deep = json_get(inner, "choices");
            if (deep) {
                reader_error(reader, deep,
                             _("a list of choices cannot hold another list: two levels at most"));
            }
        }
    }
}

bool kiosk_file_finish(struct show *show, const struct json *json, struct reader *reader)
{
    struct kiosk_check check = { .show = show, .reader = reader };
    struct kiosk_choice *choices = show->kiosk.choices.items;
    size_t errors = reader->errors;
    for (size_t i = 0; i < show->kiosk.choices.count; i++) {
        check_choice(&check, &choices[i], json_at(json_get(json, "choices"), i));
    }
    if (check.helps != 1) {
        reader_error(reader, json_get(json, "choices"),
                     _("one choice, for those who do not know, must say \"help\": true; %d do"),
                     check.helps);
    }
    return reader->errors == errors;
}

/* The records that the kiosk shows something of. */
struct shown {
    const struct record *record;
    const void *data;
};

static bool all_written(const struct show *show, int language)
{
    const struct shown shown[] = {
        { &site_record, &show->site },
        { &zones_record, &show->zones },
        { &plan_record, &show->plan },
        { &kiosk_record, &show->kiosk },
    };
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        if (!record_written(shown[i].record, shown[i].data, language)) {
            return false;
        }
    }
    return true;
}

unsigned kiosk_languages(const struct show *show)
{
    unsigned languages = 1;
    for (int i = 1; i < show->language_count; i++) {
        languages |= all_written(show, i) ? 1u << i : 0;
    }
    return languages;
}
