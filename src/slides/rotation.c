/* A rotation is made from the show for one moment: which items the schedules let play, the highest
 * priority among them, one turn for each page. Where it stands follows from the wall clock alone.
 */
#include "slides/rotation.h"

#include "content/language.h"
#include "slides/frame.h"
#include "slides/opening.h"

#include <string.h>

enum standing rotation_alert_standing(const struct slide *alert, struct moment moment)
{
    const struct slide_head *head = alert->head;
    if (!moment.trusted) {
        return STANDING_UNTRUSTED;
    }
    if (moment.utc_ms < moment_to_utc(head->from.date, head->from.minute)) {
        return STANDING_BEFORE;
    }
    bool over = moment.utc_ms >= moment_to_utc(head->until.date, head->until.minute);
    return over ? STANDING_AFTER : STANDING_PLAYS;
}

/* Where the item stands by itself: PLAYS unless something outranks it. */
static enum standing own_standing(const struct show *show, const struct playlist_item *item,
                                  struct moment moment)
{
    static const enum standing standings[] = {
        [SCHEDULE_HOLDS] = STANDING_PLAYS,     [SCHEDULE_UNTRUSTED] = STANDING_UNTRUSTED,
        [SCHEDULE_BEFORE] = STANDING_BEFORE,   [SCHEDULE_AFTER] = STANDING_AFTER,
        [SCHEDULE_WEEKDAY] = STANDING_WEEKDAY, [SCHEDULE_HOUR] = STANDING_HOUR,
    };
    if (!item->slide) {
        return STANDING_UNREADABLE;
    }
    if (slide_pages(item->slide, show) == 0) {
        return STANDING_EMPTY;
    }
    return standings[schedule_permission(&item->schedule, moment)];
}

struct ranks rotation_ranks(const struct show *show, struct moment moment)
{
    struct ranks ranks = { 0 };
    for (int i = 0; i < show->slide_count && !ranks.alert; i++) {
        const struct slide *slide = &show->slides[i];
        if (slide_is_alert(slide) && rotation_alert_standing(slide, moment) == STANDING_PLAYS) {
            ranks.alert = slide;
        }
    }
    const struct playlist_item *items = show->playlist.items.items;
    for (size_t i = 0; i < show->playlist.items.count; i++) {
        if (own_standing(show, &items[i], moment) == STANDING_PLAYS &&
            (!ranks.top || items[i].priority > ranks.top->priority)) {
            ranks.top = &items[i];
        }
    }
    return ranks;
}

enum standing rotation_item_standing(const struct show *show, const struct ranks *ranks,
                                     const struct playlist_item *item, struct moment moment)
{
    enum standing standing = own_standing(show, item, moment);
    if (standing == STANDING_PLAYS && ranks->alert) {
        return STANDING_ALERT;
    }
    bool outranked = standing == STANDING_PLAYS && ranks->top->priority > item->priority;
    return outranked ? STANDING_PRIORITY : standing;
}

static void add_turns(const struct show *show, const struct slide *slide, int seconds,
                      struct rotation *rotation)
{
    int pages = slide_pages(slide, show);
    int duration = seconds > 0 ? seconds * 1000 : slide_duration_ms(slide, show);
    for (int page = 0; page < pages; page++) {
        rotation->durations_ms[rotation->count] = duration;
        rotation->turns[rotation->count++] = (struct turn){
            .slide = slide, .page = page, .pages = pages, .duration_ms = duration
        };
    }
}

static void make_room(const struct show *show, struct arena *arena, struct rotation *rotation)
{
    const struct playlist_item *items = show->playlist.items.items;
    size_t room = 1;
    for (int i = 0; i < show->slide_count; i++) {
        room += slide_is_alert(&show->slides[i]) ? (size_t)slide_pages(&show->slides[i], show) : 0;
    }
    for (size_t i = 0; i < show->playlist.items.count; i++) {
        room += items[i].slide ? (size_t)slide_pages(items[i].slide, show) : 0;
    }
    rotation->turns = arena_alloc(arena, room * sizeof *rotation->turns);
    rotation->durations_ms = arena_alloc(arena, room * sizeof *rotation->durations_ms);
}

struct rotation rotation_at(const struct show *show, struct moment moment, struct arena *arena)
{
    struct rotation rotation = { 0 };
    struct ranks ranks = rotation_ranks(show, moment);
    make_room(show, arena, &rotation);
    rotation.alert = ranks.alert != NULL;
    for (int i = 0; i < show->slide_count && rotation.alert; i++) {
        const struct slide *slide = &show->slides[i];
        if (slide_is_alert(slide) && rotation_alert_standing(slide, moment) == STANDING_PLAYS) {
            add_turns(show, slide, 0, &rotation);
        }
    }
    const struct playlist_item *items = show->playlist.items.items;
    for (size_t i = 0; i < show->playlist.items.count; i++) {
        if (rotation_item_standing(show, &ranks, &items[i], moment) == STANDING_PLAYS) {
            add_turns(show, items[i].slide, items[i].seconds, &rotation);
        }
    }
    return rotation;
}

bool rotation_shows(const struct show *show, int language)
{
    const struct strings *named = &show->site.second_languages;
    bool shown = language == 0 || named->count == 0;
    for (size_t i = 0; i < named->count; i++) {
        shown = shown || strcmp(named->items[i], show->languages[language].code) == 0;
    }
    return shown;
}

/* The second language of a pass: those that site.json names in turn, else all but the first. */
static int second_at(const struct show *show, int64_t pass)
{
    const struct strings *named = &show->site.second_languages;
    int others = named->count > 0 ? (int)named->count : show->language_count - 1;
    int turn = others > 0 ? (int)(pass % others) : 0;
    for (int i = 1; named->count > 0 && i < show->language_count; i++) {
        if (strcmp(show->languages[i].code, named->items[turn]) == 0) {
            return i;
        }
    }
    return named->count == 0 && others > 0 ? 1 + turn : -1;
}

void rotation_scene(const struct show *show, const struct rotation *rotation, struct slot slot,
                    struct moment moment, int lang, struct scene *scene)
{
    int second = lang == -1 ? second_at(show, slot.pass) : lang;
    *scene = (struct scene){ .show = show,
                             .moment = moment,
                             .words = &show->languages[0],
                             .other = second > 0 ? &show->languages[second] : NULL,
                             .second = second > 0 ? second : -1 };
    if (rotation->count > 0) {
        scene->page = rotation->turns[slot.index].page;
        scene->pages = rotation->turns[slot.index].pages;
        scene->position = slot.index;
        scene->count = rotation->count;
    }
}

void rotation_draw_fallback(const struct scene *scene, struct picture *picture)
{
    const struct show *show = scene->show;
    const struct service *services = show->hours.services.items;
    float unit = picture->unit;
    struct box box = frame_draw(scene, picture, scene->words->information, NULL,
                                scene->other ? scene->other->information : NULL, "",
                                show->hours.example);
    const char *name = scene_text(scene, &show->site.name);
    struct passage hero = { .text = name[0] ? name : scene->words->information,
                            .style = style_sized(STYLE_HERO, 10.6f),
                            .width = box.w,
                            .lines = 2,
                            .pitch = 1.07f,
                            .least = 0.4f };
    float last = picture_passage(picture, &hero, ALIGN_LEFT, box.x, box.y + 9 * unit);
    struct passage address = { .text = show->site.address, .style = STYLE_BODY, .width = box.w };
    last = picture_passage(picture, &address, ALIGN_LEFT, box.x, last + 7 * unit);
    if (show->hours.services.count > 0) {
        float used = last + 5 * unit - box.y;
        struct box week = { box.x, box.y + used, picture->portrait ? box.w : 94 * unit,
                            box.h - used };
        float pitch = (week.h - 7.5f * unit) / 6;
        opening_draw_week(scene, picture, &services[0], week, pitch < 9 * unit ? pitch : 9 * unit);
    }
}
