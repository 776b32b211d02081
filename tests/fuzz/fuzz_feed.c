/* A file is saved with any bytes while the screen plays: what was good stays, or what is new and
 * good comes; nothing is lost between the two. The first byte chooses the file. */
#include "base/file.h"
#include "base/log.h"
#include "content/feed.h"
#include "fuzz/fuzz.h"
#include "slides/slide.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *path, *text;
} files[] = {
    { "slides/one.json", "{\"kind\": \"notice\", \"title\": \"À savoir\", \"headline\": \"Un\", "
                         "\"body\": \"Texte\", \"image\": \"images/hall.png\"}" },
    { "playlist.json", "{\"items\": [{\"slide\": \"one\"}, {\"slide\": \"two\"}]}" },
    { "images/hall.png", "" },
    { "site.json", "{\"name\": \"Mairie\", \"time_zone\": \"Europe/Paris\", "
                   "\"languages\": [\"fr\"]}" },
    { "slides/two.json", "{\"kind\": \"notice\", \"title\": \"À savoir\", \"headline\": \"Deux\", "
                         "\"body\": \"Texte\"}" },
    { "hours.json", "{\"services\": [{\"id\": \"accueil\", \"name\": \"Accueil\", \"weekly\": "
                    "[{\"days\": [\"monday\"], \"opens\": \"09:00\", \"closes\": \"12:00\"}]}]}" },
};
enum { FILE_COUNT = sizeof files / sizeof *files, CHANGED_MAX = 3 };

struct playing {
    struct feed *feed;
    struct edition *edition;
    struct show *show;
    int64_t now;
};

static void pass(struct playing *playing, int64_t ms)
{
    for (int64_t end = playing->now + ms; playing->now < end;) {
        int64_t due = feed_step(playing->feed, playing->now, 1800000000000 + playing->now);
        MUST(due > playing->now);
        struct edition *edition = feed_take(playing->feed);
        if (edition) {
            edition_free(playing->edition);
            playing->edition = edition;
            if (edition->show) {
                show_free(playing->show);
                playing->show = edition->show;
                edition->show = NULL;
            }
        }
        playing->now = due;
    }
}

static void put_good(const char *content)
{
    struct arena arena = { 0 };
    struct blob picture;
    const char *reason;
    int root = file_open_root("tests/data/images");
    MUST(root >= 0 && file_read(root, "gray.png", 4096, &arena, &picture, &reason));
    close(root);
    fuzz_put(content, "images/hall.png", picture.bytes, picture.size);
    arena_finish(&arena);
    for (size_t i = 0; i < FILE_COUNT; i++) {
        if (files[i].text[0]) {
            fuzz_put(content, files[i].path, files[i].text, strlen(files[i].text));
        }
    }
}

/* Both slides are there whatever was saved, the playlist has something to play, and what was saved
 * is either shown or told to be wrong. */
static void look_at(const struct playing *playing, const char *path, uint64_t hash)
{
    const struct source_file *file = source_find(playing->show->source, path);
    MUST(show_slide(playing->show, "one") && show_slide(playing->show, "two"));
    MUST(playing->show->site.name.by[0] && playing->show->hours.services.count > 0);
    MUST(playing->show->playlist.items.count > 0);
    if (file) {
        MUST(file->found == hash);
        MUST(file->used == hash || (file->kept && playing->edition->report.errors > 0));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char content[128], state[128];
    struct input input = { data, size };
    size_t which = input_byte(&input) % CHANGED_MAX;
    log_set_level(LOG_ERROR);
    snprintf(content, sizeof content, "%s/content", fuzz_folder());
    snprintf(state, sizeof state, "%s/state", fuzz_folder());
    const char *const places[] = { state, NULL };
    const struct feed_options options = { .folder = content,
                                          .show = { .assets = "assets", .kinds = slide_records },
                                          .places = places };
    put_good(content);
    struct playing playing = { .feed = feed_open(&options), .now = 1000 };
    pass(&playing, 3000);
    MUST(playing.show && playing.edition->report.errors == 0);
    fuzz_put(content, files[which].path, input.data, input.size);
    pass(&playing, 12000);
    look_at(&playing, files[which].path, source_hash_bytes(input.data, input.size));
    fuzz_report(&playing.edition->report);
    edition_free(playing.edition);
    show_free(playing.show);
    feed_close(playing.feed);
    return 0;
}
