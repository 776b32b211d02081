/* The slides of a folder, sorted by name; one that is broken is left out alone. */
#include "content/loading.h"

#include "base/message.h"
#include "content/closest.h"
#include "content/french.h"
#include "content/walk.h"

#include <stdlib.h>
#include <string.h>

enum { SLIDES_MAX = 10000 };

static const struct record *find_kind(struct loading *loading, const struct json *json,
                                      const char *file)
{
    const char *names[64];
    size_t count = 0;
    const struct json *kind = json_get(json, "kind");
    for (const struct record *const *record = loading->options->kinds; *record; record++) {
        if (kind && kind->type == JSON_STRING && strcmp((*record)->name, kind->string) == 0) {
            return *record;
        }
        if (count < sizeof names / sizeof *names) {
            names[count++] = (*record)->name;
        }
    }
    char list[400] = "";
    for (size_t i = 0; i < count && strlen(list) + strlen(names[i]) + 3 < sizeof list; i++) {
        strcat(strcat(list, i ? ", " : ""), names[i]);
    }
    if (!kind) {
        report_add(loading->report, PROBLEM_ERROR, file, json->line, json->column, "",
                   _("the key \"kind\" is missing (%s)"), list);
        return NULL;
    }
    const char *written = kind->type == JSON_STRING ? kind->string : "";
    const char *meant = french_meant(written, names, count);
    const char *near = meant ? meant : closest_word(written, names, count);
    report_add(loading->report, PROBLEM_ERROR, file, kind->line, kind->column, "kind",
               near ? _("must be one of the known kinds (%s), not %s; did you mean \"%s\"?")
                    : _("must be one of the known kinds (%s), not %s"),
               list, kind->source, near);
    report_detail(loading->report, json_span(kind),
                  near ? arena_printf(&loading->trees, "\"%s\"", near) : NULL);
    return NULL;
}

static bool attempt_slide(struct loading *loading, const char *path, void *out)
{
    struct show *show = loading->show;
    struct arena *tree = loading->tree;
    if (tree == &loading->trees) {
        arena_reset(&loading->slide_tree);
        loading->tree = &loading->slide_tree;
    }
    const struct json *json = loading_json(loading, path, true);
    loading->tree = tree;
    if (!json) {
        return false;
    }
    const char *file = loading_path(loading, path), *name = path + strlen("slides/");
    const struct record *kind = find_kind(loading, json, file);
    if (!kind) {
        return false;
    }
    void *data = arena_alloc(&show->arena, kind->size);
    struct slide *slide = out;
    *slide = (struct slide){
        .name = arena_copy(&show->arena, name, strlen(name) - strlen(".json")),
        .file = file,
        .kind = kind,
        .head = data,
    };
    bool good = loading_record(loading, path, json, kind, data);
    slide->words = good ? record_words(kind, data) : 0;
    return good;
}

static void load_slide(struct loading *loading, const char *name)
{
    const char *path = arena_printf(&loading->trees, "slides/%s", name);
    if (loading_file(loading, path, attempt_slide, &loading->slides[loading->show->slide_count])) {
        loading->show->slide_count++;
    }
}

static int compare_slides(const void *a, const void *b)
{
    return strcmp(((const struct slide *)a)->name, ((const struct slide *)b)->name);
}

int loading_compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void loading_slides(struct loading *loading)
{
    struct show *show = loading->show;
    struct file_names files = { 0 };
    const char *reason;
    if (!source_list(loading->source, "slides", ".json", SLIDES_MAX, &loading->trees, &files,
                     &reason)) {
        report_add(loading->report, PROBLEM_ERROR, loading_path(loading, "slides"), 0, 0, "", "%s",
                   reason);
        return;
    }
    const char **names = arena_alloc(&show->arena, sizeof *names * files.count);
    loading->slides = arena_alloc(&show->arena, sizeof *loading->slides * files.count);
    for (size_t i = 0; i < files.count; i++) {
        names[i] = arena_copy(&show->arena, files.names[i],
                              strlen(files.names[i]) - strlen(".json"));
        load_slide(loading, files.names[i]);
    }
    /* "a-b.json" stands before "a.json", but "a" before "a-b" */
    qsort(names, files.count, sizeof *names, loading_compare_names);
    qsort(loading->slides, (size_t)show->slide_count, sizeof *loading->slides, compare_slides);
    show->slide_names = (struct strings){ names, files.count };
    show->slides = loading->slides;
}

const struct slide *show_slide(const struct show *show, const char *name)
{
    const struct slide wanted = { .name = name };
    return show->slide_count ? bsearch(&wanted, show->slides, (size_t)show->slide_count,
                                       sizeof wanted, compare_slides)
                             : NULL;
}
