/* Last good versions and counts are compared with what the place had at first; then the content is
 * read twice, as a start reads it, the second time with its folder gone. */
#include "fault/remains.h"

#include "base/alloc.h"
#include "content/feed.h"
#include "fault/life.h"
#include "kiosk/usage.h"
#include "slides/slide.h"

#include <cjson/cJSON.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int64_t NOW_MS = 1795514400000; /* 2026-11-24T10:00 */

static char *read_text(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        return NULL;
    }
    char *text = xcalloc(1 << 20, 1);
    *size = fread(text, 1, (1 << 20) - 1, file);
    fclose(file);
    return text;
}

static bool same_text(const char *path, const char *text)
{
    size_t size = 0;
    char *found = read_text(path, &size);
    bool same = found && strlen(text) == size && memcmp(found, text, size) == 0;
    free(found);
    return same;
}

static bool same_file(const char *one, const char *two)
{
    size_t size = 0, other_size = 0;
    char *text = read_text(one, &size), *other = read_text(two, &other_size);
    bool same = text && other && size == other_size && memcmp(text, other, size) == 0;
    free(text);
    free(other);
    return same;
}

/* Returns the only folder of last good versions in a state folder. */
static bool find_kept(const char *state, char out[160])
{
    char last_good[128];
    bool found = false;
    snprintf(last_good, sizeof last_good, "%s/last-good", state);
    DIR *names = opendir(last_good);
    for (const struct dirent *entry; names && (entry = readdir(names));) {
        if (entry->d_name[0] != '.') {
            snprintf(out, 160, "%s/%.16s", last_good, entry->d_name);
            found = true;
        }
    }
    if (names) {
        closedir(names);
    }
    return found;
}

static bool is_version(const char *path, const char *before, const char *name)
{
    bool good = same_file(path, before);
    for (size_t i = 0; i < LIFE_EDITS && !good; i++) {
        char kept[64];
        snprintf(kept, sizeof kept, "slides%%2F%s", life_edits[i].name);
        good = strcmp(kept, name) == 0 && same_text(path, life_edits[i].text);
    }
    return good;
}

/* Every file that was kept at first must still be, in one of its versions. */
static const char *kept_wrong(const struct life_place *place)
{
    static char wrong[384];
    char first[96], before[160], now[160];
    const struct life_paths paths = life_place_paths(place);
    snprintf(first, sizeof first, "%s/first/state", place->folder);
    life_place_must(find_kept(first, before), "no last good versions at first");
    if (!find_kept(paths.state, now)) {
        return "the last good versions are lost";
    }
    DIR *names = opendir(before);
    life_place_must(names != NULL, before);
    wrong[0] = '\0';
    for (const struct dirent *entry; (entry = readdir(names)) && !wrong[0];) {
        char old[448], new[448];
        snprintf(old, sizeof old, "%s/%s", before, entry->d_name);
        snprintf(new, sizeof new, "%s/%s", now, entry->d_name);
        if (entry->d_name[0] != '.' && !is_version(new, old, entry->d_name)) {
            snprintf(wrong, sizeof wrong, "last good version of %s: %s", entry->d_name,
                     access(new, F_OK) == 0 ? "neither old nor new" : "lost");
        }
    }
    closedir(names);
    return wrong[0] ? wrong : NULL;
}

static const char *usage_wrong(const struct life_paths *paths)
{
    struct usage usage = { 0 };
    size_t strange;
    unsigned kept = 0;
    bool read = usage_read(&usage, paths->usage, &strange);
    if (!read) {
        fprintf(stderr, "%s: %s\n", paths->usage, strerror(errno));
    }
    for (size_t i = 0; i < usage.count; i++) {
        bool before = usage.entries[i].type == NEWS_CHOICE &&
                      strcmp(usage.entries[i].name, "accueil") == 0;
        kept += before ? usage.entries[i].count : 0;
    }
    usage_finish(&usage);
    return !read                ? "the counts of visitors cannot be read"
           : strange > 0        ? "the counts of visitors are half written"
           : kept < LIFE_COUNTS ? "counts of visitors are lost"
                                : NULL;
}

static const char *status_wrong(const struct life_paths *paths)
{
    char path[128];
    size_t size = 0;
    snprintf(path, sizeof path, "%s/status.json", paths->run);
    char *text = read_text(path, &size);
    cJSON *json = text ? cJSON_Parse(text) : NULL;
    bool wrong = text && !json;
    cJSON_Delete(json);
    free(text);
    return wrong ? "status.json is half written" : NULL;
}

/* A start as the program does it; returns how many slides it would show. */
static int slides_at_start(const struct life_paths *paths)
{
    const char *places[2] = { paths->state };
    const struct feed_options options = {
        .folder = paths->content,
        .show = { .assets = "assets", .kinds = slide_records },
        .places = places,
    };
    struct feed *feed = feed_open(&options);
    feed_step(feed, 0, NOW_MS);
    struct edition *edition = feed_take(feed);
    int count = edition && edition->show ? edition->show->slide_count : 0;
    edition_free(edition);
    feed_close(feed);
    return count;
}

const char *remains_wrong(const struct life_place *place)
{
    enum { SLIDES = 3 };
    const struct life_paths paths = life_place_paths(place);
    char away[96];
    const char *wrong = kept_wrong(place);
    wrong = wrong ? wrong : usage_wrong(&paths);
    wrong = wrong ? wrong : status_wrong(&paths);
    if (!wrong && slides_at_start(&paths) != SLIDES) {
        wrong = "a start does not show every slide";
    }
    snprintf(away, sizeof away, "%s/now/away", place->folder);
    life_place_must(rename(paths.content, away) == 0, away);
    if (!wrong && slides_at_start(&paths) != SLIDES) {
        wrong = "a start without the content does not show what was kept";
    }
    life_place_must(rename(away, paths.content) == 0, away);
    return wrong;
}
