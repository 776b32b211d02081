/* The text is put together in memory and compared with the last one; at most PROBLEMS_MAX problems
 * are listed, after their count. */
#include "stage/status.h"

#include "base/alloc.h"
#include "base/escape.h"
#include "stage/outlet.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PROBLEMS_MAX = 100 };

struct status {
    struct outlet *outlet;
    char *last;
};

/* Text that grows. */
struct text_buffer {
    char *bytes;
    size_t used, room;
};

static void put_bytes(struct text_buffer *text, const char *bytes, size_t size)
{
    if (text->used + size + 1 > text->room) {
        text->room = (text->used + size + 1) * 2;
        text->bytes = xrealloc(text->bytes, text->room, 1);
    }
    memcpy(text->bytes + text->used, bytes, size);
    text->used += size;
    text->bytes[text->used] = '\0';
}

static void put(struct text_buffer *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void put(struct text_buffer *text, const char *format, ...)
{
    char piece[128];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(piece, sizeof piece, format, arguments);
    va_end(arguments);
    put_bytes(text, piece, length < (int)sizeof piece ? (size_t)length : sizeof piece - 1);
}

static void put_string(struct text_buffer *text, const char *string)
{
    char piece[JSON_PIECE];
    put_bytes(text, "\"", 1);
    while (json_escape(&string, piece)) {
        put_bytes(text, piece, strlen(piece));
    }
    put_bytes(text, "\"", 1);
}

static void put_key(struct text_buffer *text, const char *key, const char *string)
{
    put(text, "  \"%s\": ", key);
    if (string) {
        put_string(text, string);
    } else {
        put(text, "null");
    }
    put(text, ",\n");
}

/* RFC 3339, in UTC. */
static void write_time(int64_t utc_ms, char out[32])
{
    time_t seconds = (time_t)(utc_ms / 1000);
    struct tm utc;
    out[0] = '\0';
    if (gmtime_r(&seconds, &utc)) {
        strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
    }
}

static void put_time(struct text_buffer *text, const char *key, int64_t utc_ms)
{
    char written[32];
    write_time(utc_ms, written);
    put_key(text, key, written);
}

static void put_display(struct text_buffer *text, const struct status_display *display)
{
    put(text, "  \"display\": { \"state\": ");
    put_string(text, display->state ? display->state : "");
    put(text, ", \"socket\": ");
    if (display->socket) {
        put_string(text, display->socket);
    } else {
        put(text, "null");
    }
    put(text, ", \"width\": %d, \"height\": %d, \"presenter\": ", display->width, display->height);
    put_string(text, display->presenter ? display->presenter : "");
    put(text, ", \"reopened\": %lu, \"refused\": %lu },\n", display->reopened, display->refused);
}

static void put_problem(struct text_buffer *text, const struct problem *problem)
{
    put(text, "    { \"severity\": \"%s\", \"file\": ",
        problem->severity == PROBLEM_ERROR ? "error" : "warning");
    put_string(text, problem->file);
    put(text, ", \"line\": %d, \"column\": %d, \"where\": ", problem->line, problem->column);
    put_string(text, problem->where);
    put(text, ", \"message\": ");
    put_string(text, problem->message);
    put(text, " }");
}

static void put_problems(struct text_buffer *text, const struct report *report)
{
    put(text, "  \"errors\": %zu,\n  \"warnings\": %zu,\n  \"problems\": [", report->errors,
        report->warnings);
    for (size_t i = 0; i < report->count && i < PROBLEMS_MAX; i++) {
        put(text, i ? ",\n" : "\n");
        put_problem(text, &report->problems[i]);
    }
    put(text, "%s],\n", report->count ? "\n  " : "");
}

static void put_stale(struct text_buffer *text, const struct edition *edition)
{
    put(text, "  \"stale\": [");
    for (size_t i = 0; i < edition->stale_count; i++) {
        char since[32];
        write_time(edition->stale[i].since_utc_ms, since);
        put(text, "%s    { \"file\": ", i ? ",\n" : "\n");
        put_string(text, edition->stale[i].path);
        put(text, ", \"since\": \"%s\" }", since);
    }
    put(text, "%s]\n}\n", edition->stale_count ? "\n  " : "");
}

const char *status_text(const struct status_facts *facts, struct arena *arena)
{
    struct text_buffer text = { 0 };
    put(&text, "{\n");
    put_key(&text, "program", facts->program);
    put(&text, "  \"pid\": %ld,\n", (long)getpid());
    put_time(&text, "started", facts->started_utc_ms);
    put_key(&text, "playing", facts->slide);
    put_time(&text, "playing_since", facts->slide_since_utc_ms);
    put_display(&text, &facts->display);
    put_key(&text, "screen", stage_sight_word(facts->sight));
    if (facts->switch_utc_ms) {
        put_time(&text, "screen_until", facts->switch_utc_ms);
    } else {
        put_key(&text, "screen_until", NULL);
    }
    put(&text, "  \"clock_trusted\": %s,\n", facts->trusted ? "true" : "false");
    put_key(&text, "content", facts->folder);
    put(&text, "  \"content_gone\": %s,\n", facts->edition->gone ? "true" : "false");
    put(&text, "  \"version\": \"%016" PRIx64 "\",\n", facts->version);
    put_time(&text, "version_since", facts->version_since_utc_ms);
    put_problems(&text, &facts->edition->report);
    put(&text, "  \"out_of_date\": %d,\n", facts->out_of_date);
    put_stale(&text, facts->edition);
    const char *copy = arena_copy(arena, text.bytes, text.used);
    free(text.bytes);
    return copy;
}

struct status *status_open(const char *folder)
{
    struct outlet *outlet = outlet_open(folder, "status.json");
    struct status *status = outlet ? xcalloc(1, sizeof *status) : NULL;
    if (status) {
        status->outlet = outlet;
    }
    return status;
}

void status_close(struct status *status)
{
    if (status) {
        outlet_close(status->outlet);
        free(status->last);
        free(status);
    }
}

void status_write(struct status *status, const struct status_facts *facts)
{
    struct arena arena = { 0 };
    const char *text = status ? status_text(facts, &arena) : NULL;
    if (text && !(status->last && strcmp(status->last, text) == 0)) {
        bool done = outlet_write(status->outlet, text);
        free(status->last);
        status->last = done ? xstrdup(text) : NULL;
    }
    arena_finish(&arena);
}
