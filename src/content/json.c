/* The scan has proved the text and noted where each value stands, in order; cJSON then decodes it,
 * and both are walked together, so that each value of the tree knows its place. */
#include "content/json.h"

#include "base/alloc.h"
#include "base/message.h"
#include "base/utf8.h"
#include "content/json_scan.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct builder {
    const char *text, *file;
    const struct json_place *places;
    size_t next;
    struct arena *arena, *strings;
    struct report *report;
    bool good;
};

static enum json_type type_of(const cJSON *item)
{
    return cJSON_IsObject(item)   ? JSON_OBJECT
           : cJSON_IsArray(item)  ? JSON_ARRAY
           : cJSON_IsString(item) ? JSON_STRING
           : cJSON_IsNumber(item) ? JSON_NUMBER
           : cJSON_IsTrue(item)   ? JSON_TRUE
           : cJSON_IsFalse(item)  ? JSON_FALSE
                                  : JSON_NULL;
}

static void report_twice(struct builder *builder, const struct json *again, const struct json *seen)
{
    report_add(builder->report, PROBLEM_ERROR, builder->file, again->key_line, again->key_column,
               json_path(again, builder->arena),
               _("each key may stand only once; \"%s\" already stands at line %d"), again->key,
               seen->key_line);
    builder->good = false;
}

/* By key, and by place for the same key. */
static int compare_members(const void *a, const void *b)
{
    const struct json *one = *(const struct json *const *)a, *two = *(const struct json *const *)b;
    int order = strcmp(one->key, two->key);
    return order ? order : (one->index > two->index) - (one->index < two->index);
}

static void report_twins(struct builder *builder, const struct json *object)
{
    if (object->count < 2) {
        return;
    }
    const struct json **members = xcalloc(object->count, sizeof *members), *first = NULL;
    size_t count = 0;
    for (const struct json *member = object->first; member; member = member->next) {
        members[count++] = member;
    }
    qsort(members, count, sizeof *members, compare_members);
    for (size_t i = 0; i < count; i++) {
        if (first && strcmp(first->key, members[i]->key) == 0) {
            report_twice(builder, members[i], first);
        } else {
            first = members[i];
        }
    }
    free(members);
}

static struct json *build(struct builder *builder, const cJSON *item, const struct json *parent,
                          int index);

static void build_children(struct builder *builder, const cJSON *item, struct json *value)
{
    struct json *last = NULL;
    for (const cJSON *child = item->child; child; child = child->next) {
        struct json *built = build(builder, child, value, (int)value->count);
        value->count++;
        if (last) {
            last->next = built;
        } else {
            value->first = built;
        }
        last = built;
    }
    if (value->type == JSON_OBJECT) {
        report_twins(builder, value);
    }
}

static struct json *build(struct builder *builder, const cJSON *item, const struct json *parent,
                          int index)
{
    const struct json_place *place = &builder->places[builder->next++];
    struct json *value = arena_alloc(builder->arena, sizeof *value);
    *value = (struct json){ .type = type_of(item),
                            .line = place->line,
                            .column = place->column,
                            .key_line = place->key_line,
                            .key_column = place->key_column,
                            .source = arena_copy(builder->arena, builder->text + place->start,
                                                 place->length < 60 ? place->length : 60),
                            .source_length = place->length,
                            .parent = parent,
                            .index = index };
    if (item->string && parent && parent->type == JSON_OBJECT) {
        value->key = arena_copy(builder->arena, item->string, strlen(item->string));
    }
    if (value->type == JSON_STRING) {
        value->string = arena_copy(builder->strings, item->valuestring, strlen(item->valuestring));
    } else if (value->type == JSON_NUMBER) {
        value->number = item->valuedouble;
        if (!isfinite(value->number)) {
            report_add(builder->report, PROBLEM_ERROR, builder->file, value->line, value->column,
                       json_path(value, builder->arena), _("this number is too large: %s"),
                       value->source);
            builder->good = false;
            value->number = 0;
        }
    }
    build_children(builder, item, value);
    return value;
}

const struct json *json_parse_apart(const char *text, size_t size, const char *file,
                                    struct arena *tree, struct arena *strings,
                                    struct report *report)
{
    struct json_places places = { 0 };
    struct json *root = NULL;
    struct builder builder = { .text = text,
                               .file = file,
                               .arena = tree,
                               .strings = strings,
                               .report = report,
                               .good = true };
    if (json_scan(text, size, file, report, &places)) {
        cJSON *parsed = cJSON_ParseWithLengthOpts(text, size, NULL, false);
        if (parsed) {
            builder.places = places.items;
            root = build(&builder, parsed, NULL, 0);
            cJSON_Delete(parsed);
        } else {
            report_add(report, PROBLEM_ERROR, file, 1, 1, "", _("the file could not be decoded"));
        }
    }
    free(places.items);
    return root && builder.good ? root : NULL;
}

const struct json *json_parse(const char *text, size_t size, const char *file, struct arena *arena,
                              struct report *report)
{
    return json_parse_apart(text, size, file, arena, arena, report);
}

const struct json *json_get(const struct json *object, const char *key)
{
    if (!object || object->type != JSON_OBJECT) {
        return NULL;
    }
    for (const struct json *member = object->first; member; member = member->next) {
        if (strcmp(member->key, key) == 0) {
            return member;
        }
    }
    return NULL;
}

const struct json *json_at(const struct json *array, size_t index)
{
    const struct json *element = array && array->type == JSON_ARRAY ? array->first : NULL;
    while (element && index > 0) {
        element = element->next;
        index--;
    }
    return element;
}

int json_span(const struct json *value)
{
    return value->type == JSON_OBJECT || value->type == JSON_ARRAY
               ? 1
               : (int)utf8_length(value->source);
}

const char *json_path(const struct json *value, struct arena *arena)
{
    if (!value || !value->parent) {
        return "";
    }
    const char *parent = json_path(value->parent, arena);
    if (value->key) {
        return arena_printf(arena, "%s%s%s", parent, parent[0] ? "." : "", value->key);
    }
    return arena_printf(arena, "%s[%d]", parent, value->index);
}
