/* The plan for programs: the same facts, with a word for each reason. */
#include "commands/plan.h"

#include "base/message.h"
#include "slides/light.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

static void print(cJSON *json)
{
    char *text = cJSON_Print(json);
    if (text) {
        puts(text);
    }
    cJSON_free(text);
    cJSON_Delete(json);
}

static void add_reason(struct plan *plan, cJSON *object, const struct outcome *outcome,
                       const struct date *day)
{
    cJSON_AddStringToObject(object, "reason", plan_standing_word(outcome->standing));
    cJSON_AddStringToObject(object, "message", plan_reason(plan, outcome, day));
    if (outcome->standing == STANDING_ALERT) {
        cJSON_AddStringToObject(object, "by", outcome->ranks.alert->name);
    } else if (outcome->standing == STANDING_PRIORITY) {
        cJSON_AddStringToObject(object, "by", outcome->ranks.top->slide_name);
    }
}

static void add_row(struct plan *plan, cJSON *rows, const struct timetable_row *row)
{
    cJSON *object = cJSON_CreateObject();
    cJSON_AddItemToArray(rows, object);
    cJSON_AddStringToObject(object, "from", plan_time(plan, row->from));
    cJSON_AddStringToObject(object, "to", plan_time(plan, row->to));
    cJSON_AddBoolToObject(object, "alert", row->rotation.alert);
    cJSON_AddNumberToObject(object, "seconds", (double)plan_loop_ms(&row->rotation) / 1000);
    cJSON *turns = cJSON_AddArrayToObject(object, "turns");
    for (int i = 0; i < row->rotation.count; i++) {
        const struct turn *turn = &row->rotation.turns[i];
        cJSON *item = cJSON_CreateObject();
        cJSON_AddItemToArray(turns, item);
        cJSON_AddStringToObject(item, "slide", turn->slide->name);
        cJSON_AddNumberToObject(item, "page", turn->page + 1);
        cJSON_AddNumberToObject(item, "pages", turn->pages);
        cJSON_AddNumberToObject(item, "seconds", turn->duration_ms / 1000.0);
    }
}

/* When the screen is lit; left out where it always is. */
static void add_lit(struct plan *plan, cJSON *object, struct date date)
{
    const struct show *show = plan->loaded.show;
    struct span spans[LIGHT_DAY_MAX];
    if (!show->screen.hours.given) {
        return;
    }
    cJSON *array = cJSON_AddArrayToObject(object, "screen_on");
    int count = light_day(show, &show->screen, date, spans);
    for (int i = 0; i < count; i++) {
        cJSON *span = cJSON_CreateObject();
        cJSON_AddItemToArray(array, span);
        cJSON_AddStringToObject(span, "from", plan_time(plan, spans[i].from));
        cJSON_AddStringToObject(span, "to", plan_time(plan, spans[i].to));
    }
}

static void add_days(struct plan *plan, cJSON *array)
{
    for (int i = 0, count; i < plan->day_count; i += count) {
        const struct timetable_day *day = &plan->days[i];
        count = plan_fold(plan, i);
        cJSON *object = cJSON_CreateObject();
        cJSON_AddItemToArray(array, object);
        cJSON_AddStringToObject(object, "first", plan_date(plan, day->date));
        cJSON_AddStringToObject(object, "last", plan_date(plan, plan->days[i + count - 1].date));
        cJSON_AddNumberToObject(object, "minutes", day->minutes);
        add_lit(plan, object, day->date);
        cJSON *rows = cJSON_AddArrayToObject(object, "rows");
        for (int row = 0; row < day->count; row++) {
            add_row(plan, rows, &day->rows[row]);
        }
    }
}

void plan_print_json(struct plan *plan)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "time_zone", plan->loaded.show->site.time_zone);
    add_days(plan, cJSON_AddArrayToObject(json, "days"));
    cJSON *silent = cJSON_AddArrayToObject(json, "does_not_play");
    for (size_t i = 0; i < plan->outcome_count; i++) {
        if (plan->outcomes[i].standing != STANDING_PLAYS) {
            cJSON *object = cJSON_CreateObject();
            cJSON_AddItemToArray(silent, object);
            cJSON_AddStringToObject(object, "slide", plan->outcomes[i].name);
            add_reason(plan, object, &plan->outcomes[i], plan_only_day(plan));
        }
    }
    print(json);
}

static void add_items(struct plan *plan, cJSON *array, const struct outcome *outcome)
{
    const struct list *list = &plan->loaded.show->playlist.items;
    const struct playlist_item *items = list->items;
    for (size_t i = 0; i < list->count; i++) {
        if (items[i].line && strcmp(items[i].slide_name, outcome->name) == 0) {
            cJSON *object = cJSON_CreateObject();
            cJSON_AddItemToArray(array, object);
            cJSON_AddStringToObject(object, "file", plan_file(plan, "playlist.json"));
            cJSON_AddNumberToObject(object, "line", items[i].line);
            cJSON_AddStringToObject(object, "conditions", plan_conditions(plan, &items[i]));
        }
    }
}

static void add_moment(struct plan *plan, cJSON *object, const char *key, struct moment moment)
{
    cJSON_AddStringToObject(object, key,
                            arena_printf(&plan->arena, "%sT%s", plan_date(plan, moment.date),
                                         plan_time(plan, moment.minute)));
}

static void add_next(struct plan *plan, cJSON *json, const struct outcome *outcome)
{
    struct next_play next = { .farthest = *outcome };
    if (outcome->slide) {
        next = timetable_next(plan->loaded.show, &plan->edges, outcome->slide, plan->now);
    }
    if (next.found) {
        add_moment(plan, json, "next", next.moment);
        return;
    }
    cJSON_AddNullToObject(json, "next");
    add_reason(plan, json, &next.farthest, NULL);
    if (next.given_up) {
        add_moment(plan, json, "searched_until", next.moment);
    }
}

void plan_explain_json(struct plan *plan, const struct outcome *outcome)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "slide", outcome->name);
    cJSON_AddStringToObject(
        json, "file", plan_file(plan, arena_printf(&plan->arena, "slides/%s.json", outcome->name)));
    add_moment(plan, json, "at", plan->now);
    if (outcome->slide) {
        cJSON_AddStringToObject(json, "kind", outcome->slide->kind->name);
        cJSON_AddNumberToObject(json, "pages", slide_pages(outcome->slide, plan->loaded.show));
    }
    add_items(plan, cJSON_AddArrayToObject(json, "listed"), outcome);
    add_next(plan, json, outcome);
    print(json);
}
