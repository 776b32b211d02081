/* What programs read of us: status.json, the report and the schema writer's JSON are JSON whatever
 * the names and messages in them are made of; and text for a terminal holds nothing that steers it.
 */
#include "base/report_format.h"
#include "base/utf8.h"
#include "content/feed.h"
#include "content/json.h"
#include "content/json_write.h"
#include "fuzz/fuzz.h"
#include "stage/status.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct json *parse(const char *text, size_t size, struct arena *arena)
{
    struct report report = { 0 };
    const struct json *json = json_parse(text, size, "written.json", arena, &report);
    MUST(json && report.count == 0);
    report_finish(&report);
    return json;
}

/* A text comes back as it was, but for bytes that are no UTF-8. */
static void look_at_text(const struct json *json, const char *text)
{
    size_t bad;
    MUST(json && json->type == JSON_STRING);
    MUST(!utf8_valid(text, strlen(text), &bad) || strcmp(json->string, text) == 0);
}

static void look_at_status(const char *const texts[4], struct report *report, struct arena *arena)
{
    struct stale stale = { texts[0], 1800000000000 };
    struct edition edition = { .report = *report, .stale = &stale, .stale_count = 1 };
    const struct status_facts facts = {
        .program = "vestibule", .folder = texts[1], .slide = texts[2], .edition = &edition
    };
    const char *text = status_text(&facts, arena);
    const struct json *json = parse(text, strlen(text), arena);
    look_at_text(json_get(json, "playing"), texts[2]);
    look_at_text(json_get(json_at(json_get(json, "stale"), 0), "file"), texts[0]);
    look_at_text(json_get(json_at(json_get(json, "problems"), 0), "message"), texts[3]);
}

static void look_at_writer(const char *const texts[4], struct arena *arena)
{
    char *text = NULL;
    size_t size = 0;
    struct json_writer writer = { .out = open_memstream(&text, &size) };
    MUST(writer.out);
    json_open(&writer, '{', false);
    json_pair(&writer, "text", texts[0]);
    json_key(&writer, "key ", texts[1]);
    json_open(&writer, '[', true);
    json_string(&writer, texts[2]);
    json_close(&writer, ']');
    json_close(&writer, '}');
    MUST(fclose(writer.out) == 0);
    const struct json *json = parse(text, size, arena);
    MUST(json->count == 2);
    look_at_text(json_get(json, "text"), texts[0]);
    look_at_text(json->first->next->first, texts[2]);
    free(text);
}

/* Neither a forged line nor an escape sequence. */
static void look_at_lines(const struct report *report)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    MUST(stream);
    report_print(report, stream);
    MUST(fclose(stream) == 0);
    size_t lines = 0;
    for (size_t i = 0; i < size; i++) {
        lines += text[i] == '\n';
        MUST(text[i] == '\n' || ((unsigned char)text[i] >= ' ' && text[i] != 0x7f));
    }
    MUST(lines == report->count);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = { 0 };
    struct report report = { 0 };
    struct input input = { data, size };
    const char *texts[4];
    for (size_t i = 0; i < 4; i++) {
        texts[i] = input_text(&input, &arena);
    }
    report_add(&report, PROBLEM_ERROR, texts[0], 1, 1, texts[1], "%s", texts[3]);
    report_detail(&report, 3, texts[2]);
    look_at_status(texts, &report, &arena);
    look_at_writer(texts, &arena);
    look_at_lines(&report);
    for (enum report_format format = REPORT_TEXT; format <= REPORT_GCC; format++) {
        const struct report_style style = { .format = format, .columns = 40 };
        char *text = NULL;
        size_t length = 0;
        FILE *stream = open_memstream(&text, &length);
        MUST(stream);
        report_write(&report, &style, stream);
        MUST(fclose(stream) == 0);
        if (format == REPORT_JSON) {
            const struct json *json = parse(text, length, &arena);
            look_at_text(json_get(json_at(json, 0), "where"), texts[1]);
        }
        free(text);
    }
    report_finish(&report);
    arena_finish(&arena);
    return 0;
}
