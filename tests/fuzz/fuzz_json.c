/* JSON text: either refused with a place, or a tree that cJSON reads too and that comes out of our
 * writer as it went in. */
#include "content/json.h"
#include "content/json_write.h"
#include "fuzz/fuzz.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool same(const struct json *a, const struct json *b)
{
    bool one = a->type == b->type && a->count == b->count;
    if (!one) {
        return false;
    }
    if (a->type == JSON_STRING) {
        return strcmp(a->string, b->string) == 0;
    }
    if (a->type == JSON_NUMBER) {
        return fabs(a->number - b->number) <= fabs(a->number) * 1e-14;
    }
    const struct json *other = b->first;
    for (const struct json *child = a->first; child; child = child->next, other = other->next) {
        if ((child->key && strcmp(child->key, other->key) != 0) || !same(child, other)) {
            return false;
        }
    }
    return true;
}

static void write_and_read(const struct json *json, struct arena *arena)
{
    struct report report = { 0 };
    char *text = NULL;
    size_t size = 0;
    struct json_writer writer = { .out = open_memstream(&text, &size) };
    MUST(writer.out);
    json_value(&writer, json);
    MUST(fclose(writer.out) == 0);
    const struct json *again = json_parse(text, size, "written.json", arena, &report);
    MUST(again && same(json, again));
    report_finish(&report);
    free(text);
}

static void look_at_places(const struct json *json, struct arena *arena)
{
    MUST(json->line >= 1 && json->column >= 1 && json_span(json) >= 1);
    MUST(json->source && json->source_length > 0);
    MUST(json_path(json, arena));
    size_t count = 0;
    for (const struct json *child = json->first; child; child = child->next) {
        MUST(child->parent == json);
        look_at_places(child, arena);
        count++;
    }
    MUST(count == json->count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = { 0 };
    struct report report = { 0 };
    struct input input = { data, size };
    const char *text = input_rest(&input, &arena);
    const struct json *json = json_parse(text, size, "file.json", &arena, &report);
    MUST((json != NULL) == (report.errors == 0));
    fuzz_report(&report);
    if (json) {
        cJSON *other = cJSON_ParseWithLength(text, size);
        MUST(other);
        cJSON_Delete(other);
        look_at_places(json, &arena);
        write_and_read(json, &arena);
    }
    report_finish(&report);
    arena_finish(&arena);
    return 0;
}
