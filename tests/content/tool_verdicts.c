/* Reads lines "PATH TAB JSON" on standard input, where PATH is that of a content file, and prints
 * for each what the reader says of that JSON: "good", or "bad" and its messages after tabs. One
 * process answers for thousands of files; nothing of a content folder is looked up. */
#include "base/file.h"
#include "content/records.h"
#include "slides/slide.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct record *find_record(const char *path, const struct json *json)
{
    for (const struct content_file *file = content_files; file->path; file++) {
        if (fnmatch(file->path, path, FNM_PATHNAME) != 0) {
            continue;
        }
        const struct json *kind = json_get(json, "kind");
        const char *name = kind && kind->type == JSON_STRING ? kind->string : "";
        const struct record *found = file->record;
        for (size_t i = 0; !found && slide_records[i]; i++) {
            found = strcmp(slide_records[i]->name, name) == 0 ? slide_records[i] : NULL;
        }
        return found;
    }
    return NULL;
}

static void judge(const char *path, const char *text, const struct reader *names)
{
    struct arena arena = { 0 };
    struct report report = { 0 };
    struct reader reader = *names;
    reader.arena = &arena;
    reader.report = &report;
    reader.file = path;
    const struct json *json = json_parse(text, strlen(text), path, &arena, &report);
    const struct record *record = json ? find_record(path, json) : NULL;
    bool good = record && record_read(record, json, &reader, arena_alloc(&arena, record->size));
    fputs(good ? "good" : "bad", stdout);
    if (json && !record) {
        fputs("\tno such kind", stdout);
    }
    for (size_t i = 0; !good && i < report.count; i++) {
        printf("\t%s: %s", report.problems[i].where, report.problems[i].message);
    }
    putchar('\n');
    report_finish(&report);
    arena_finish(&arena);
}

/* The icons of the assets, as show.c knows them. */
static bool list_icons(struct arena *arena, struct file_names *icons)
{
    const char *reason;
    int assets = file_open_root("assets");
    if (assets < 0 || !file_list(assets, "icons", ".svg", 1000, arena, icons, &reason)) {
        return false;
    }
    close(assets);
    for (size_t i = 0; i < icons->count; i++) {
        icons->names[i] = arena_copy(arena, icons->names[i], strlen(icons->names[i]) - 4);
    }
    return icons->count > 0;
}

int main(void)
{
    static const char *const languages[] = { "fr", "en", "uk", "ar" };
    struct arena arena = { 0 };
    struct file_names icons = { 0 };
    if (!list_icons(&arena, &icons)) {
        fputs("assets/icons cannot be listed; run this from the project's folder\n", stderr);
        return 1;
    }
    const struct reader names = {
        .languages = languages, .language_count = 4, .icons = icons.names, .icon_count = icons.count
    };
    char *line = NULL;
    size_t size = 0;
    for (ssize_t length; (length = getline(&line, &size, stdin)) > 0;) {
        char *tab = strchr(line, '\t');
        if (!tab) {
            fputs("a line without a tab\n", stderr);
            return 1;
        }
        line[length - 1] = line[length - 1] == '\n' ? '\0' : line[length - 1];
        *tab = '\0';
        judge(line, tab + 1, &names);
    }
    free(line);
    arena_finish(&arena);
    return 0;
}
