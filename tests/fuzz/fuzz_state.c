/* What the program finds in its own folders after a power cut or a careless hand: the kiosk's
 * counts and the names of last good versions. What was understood is written and understood again.
 */
#include "base/source.h"
#include "fuzz/fuzz.h"
#include "kiosk/usage.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

static void look_at_usage(const uint8_t *data, size_t size)
{
    char path[300];
    struct usage usage = { 0 }, again = { 0 };
    size_t strange;
    fuzz_put(fuzz_folder(), "usage.txt", data, size);
    snprintf(path, sizeof path, "%s/usage.txt", fuzz_folder());
    MUST(usage_read(&usage, path, &strange));
    MUST(usage.count <= USAGE_ENTRIES_MAX && strange <= size + 1);
    usage_sort(&usage);
    usage.dirty = true;
    MUST(usage_keep(&usage, path, INT64_MAX));
    MUST(usage_read(&again, path, &strange));
    MUST(strange == 0);
    usage_sort(&again);
    size_t kept = usage.count;
    while (kept > 0 && usage.entries[usage.count - 1].day - usage.entries[usage.count - kept].day >=
                           USAGE_DAYS_MAX) {
        kept--;
    }
    MUST(again.count == kept);
    for (size_t i = 0; i < kept; i++) {
        const struct usage_entry *a = &usage.entries[usage.count - kept + i],
                                 *b = &again.entries[i];
        MUST(a->day == b->day && a->type == b->type && a->count == b->count);
        MUST(strcmp(a->name, b->name) == 0);
    }
    usage_finish(&usage);
    usage_finish(&again);
}

static void look_at_names(const uint8_t *data, size_t size)
{
    struct arena arena = { 0 };
    struct input input = { data, size };
    const char *text = input_text(&input, &arena);
    const char *name = source_kept_name(text, &arena);
    if (name && text[0] != '/') {
        MUST(name[0] != '.' && !strchr(name, '/') && strlen(name) <= NAME_MAX);
        const char *path = source_kept_path(name, &arena);
        MUST(path && strcmp(path, text) == 0);
    }
    const char *path = source_kept_path(text, &arena);
    MUST(!path || (path[0] && path[0] != '/'));
    arena_finish(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    look_at_usage(data, size);
    look_at_names(data, size);
    return 0;
}
