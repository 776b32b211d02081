/* What plays: each item finds its slide, or staff are told what they may have meant. */
#include "content/loading.h"

#include "base/alloc.h"
#include "base/message.h"
#include "content/closest.h"

#include <stdlib.h>
#include <string.h>

enum { GUESSES_MAX = 20 };

static bool is_slide_name(const struct strings *names, const char *name)
{
    return names->count &&
           bsearch(&name, names->items, names->count, sizeof *names->items, loading_compare_names);
}

/* Reports a name that is written with .json, or whose file has one ending too many, as Windows
 * adds and hides it; false when it is neither. */
static bool report_ending(struct loading *loading, const char *name, const struct json *json,
                          struct reader *reader)
{
    struct arena *arena = loading->tree;
    size_t length = strlen(name), ending = strlen(".json");
    const char *bare = length > ending && strcmp(name + length - ending, ".json") == 0
                           ? arena_copy(arena, name, length - ending)
                           : name;
    const char *file = arena_printf(arena, "slides/%s.json.txt", bare);
    if (bare != name && is_slide_name(&loading->show->slide_names, bare)) {
        reader_error(reader, json, _("the name of a slide stands without .json, not %s"),
                     json->source);
    } else if (source_has(loading->source, file)) {
        reader_error(reader, json, _("there is %s, which must be renamed slides/%s.json"), file,
                     bare);
    } else {
        return false;
    }
    if (bare != name) {
        reader_suggest(reader, bare);
    }
    return true;
}

/* Reports a playlist item whose slide has no file and returns true; one whose file is broken has
 * its own message. What was meant is guessed for the first few only: it takes long. */
static bool report_unknown_slide(struct loading *loading, const struct playlist_item *item,
                                 const struct json *json, struct reader *reader)
{
    const struct strings *names = &loading->show->slide_names;
    bool guess = reader->errors < GUESSES_MAX;
    if (is_slide_name(names, item->slide_name)) {
        return false;
    }
    if (guess && report_ending(loading, item->slide_name, json, reader)) {
        return true;
    }
    const char *near = guess ? closest_word(item->slide_name, names->items, names->count) : NULL;
    if (near) {
        reader_error(reader, json, _("there is no slides/%s.json; did you mean \"%s\"?"),
                     item->slide_name, near);
        reader_suggest(reader, near);
    } else {
        reader_error(reader, json, _("there is no slides/%s.json"), item->slide_name);
    }
    return true;
}

/* Without a playlist that can be read, every slide plays in the order of the names. */
static void play_all(struct show *show)
{
    struct playlist_item *items = arena_alloc(&show->arena,
                                              sizeof *items * (size_t)(show->slide_count + 1));
    struct list *list = &show->playlist.items;
    for (int i = 0; i < show->slide_count; i++) {
        if (!slide_is_alert(&show->slides[i])) {
            items[list->count++] = (struct playlist_item){ .slide_name = show->slides[i].name,
                                                           .slide = &show->slides[i] };
        }
    }
    list->items = items;
}

/* Finds the item's slide; false when there is no such file. */
static bool find_slide(struct loading *loading, struct playlist_item *item, const struct json *json,
                       struct reader *reader)
{
    item->slide = show_slide(loading->show, item->slide_name);
    if (!item->slide) {
        return !report_unknown_slide(loading, item, json, reader);
    }
    if (slide_is_alert(item->slide)) {
        report_add(loading->report, PROBLEM_WARNING, reader->file, json->line, json->column, "",
                   _("\"%s\" is an alert: it plays by itself while it is valid"), item->slide_name);
        item->slide = NULL;
    }
    return true;
}

static bool attempt_playlist(struct loading *loading, const char *path, void *out)
{
    struct playlist *playlist = out;
    const struct json *json = loading_json(loading, path, true);
    memset(playlist, 0, sizeof *playlist);
    loading->playlist_was_read = loading_record(loading, path, json, &playlist_record, playlist);
    if (!loading->playlist_was_read) {
        return false;
    }
    struct reader reader = loading->reader;
    struct playlist_item *items = playlist->items.items;
    const struct json *item = json_get(json, "items")->first;
    bool good = true;
    reader.file = loading_path(loading, path);
    for (size_t i = 0; i < playlist->items.count; i++, item = item->next) {
        good = find_slide(loading, &items[i], json_get(item, "slide"), &reader) && good;
    }
    return good;
}

/* Warns of the slides that no item names. */
static void warn_unnamed(struct loading *loading)
{
    const struct show *show = loading->show;
    const struct playlist_item *items = show->playlist.items.items;
    bool *named = arena_alloc(&loading->trees, sizeof *named * (size_t)(show->slide_count + 1));
    for (size_t i = 0; i < show->playlist.items.count; i++) {
        if (items[i].slide) {
            named[items[i].slide - show->slides] = true;
        }
    }
    for (int i = 0; i < show->slide_count; i++) {
        if (!slide_is_alert(&show->slides[i]) && !named[i]) {
            report_add(loading->report, PROBLEM_WARNING, show->slides[i].file, 0, 0, "",
                       _("playlist.json does not name this slide: it never plays"));
        }
    }
}

void loading_playlist(struct loading *loading)
{
    loading_file(loading, "playlist.json", attempt_playlist, &loading->show->playlist);
    if (loading->playlist_was_read) {
        warn_unnamed(loading);
    } else {
        play_all(loading->show);
    }
}
