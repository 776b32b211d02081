/* Counting. The file is in usage_file.c. */
#include "kiosk/usage.h"

#include "base/alloc.h"
#include "base/utf8.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const words[NEWS_TYPES] = {
    [NEWS_CHOICE] = "choice",       [NEWS_ZONE] = "zone",         [NEWS_SESSION] = "session",
    [NEWS_ABANDONED] = "abandoned", [NEWS_LANGUAGE] = "language", [NEWS_ACCESS] = "access",
};

const char *usage_word(enum news_type type)
{
    return words[type];
}

/* Days mostly come in order, so the search from the end stops at the first earlier one; what that
 * misses is put together when it is sorted. */
static struct usage_entry *find(struct usage *usage, int day, enum news_type type, const char *name)
{
    for (size_t i = usage->count; i-- > 0 && usage->entries[i].day >= day;) {
        struct usage_entry *entry = &usage->entries[i];
        if (entry->day == day && entry->type == type && strcmp(entry->name, name) == 0) {
            return entry;
        }
    }
    return NULL;
}

/* As many digits as are read back. */
enum { COUNT_MAX = 999999999 };

static unsigned more(unsigned count, unsigned by)
{
    return count > COUNT_MAX || by > COUNT_MAX - count ? COUNT_MAX : count + by;
}

static int compare(const void *a, const void *b)
{
    const struct usage_entry *x = a, *y = b;
    if (x->day != y->day) {
        return x->day < y->day ? -1 : 1;
    }
    return x->type != y->type ? (int)x->type - (int)y->type : strcmp(x->name, y->name);
}

void usage_sort(struct usage *usage)
{
    size_t kept = 0;
    if (usage->count < 2) {
        return;
    }
    qsort(usage->entries, usage->count, sizeof *usage->entries, compare);
    for (size_t i = 1; i < usage->count; i++) {
        struct usage_entry *last = &usage->entries[kept], *next = &usage->entries[i];
        if (compare(last, next) == 0) {
            last->count = more(last->count, next->count);
        } else {
            usage->entries[++kept] = *next;
        }
    }
    usage->count = kept + 1;
}

/* Forgets the oldest tenth, so that this is rare. */
static void make_room(struct usage *usage)
{
    size_t gone = USAGE_ENTRIES_MAX / 10;
    usage_sort(usage);
    memmove(usage->entries, usage->entries + gone, (usage->count - gone) * sizeof *usage->entries);
    usage->count -= gone;
}

static void add(struct usage *usage, int day, enum news_type type, const char *name, unsigned by)
{
    char clean[USAGE_NAME_MAX];
    utf8_label(clean, sizeof clean, name);
    struct usage_entry *entry = find(usage, day, type, clean);
    if (!entry) {
        if (usage->count >= USAGE_ENTRIES_MAX) {
            make_room(usage);
        }
        if (usage->count == usage->capacity) {
            usage->capacity = usage->capacity ? usage->capacity * 2 : 64;
            usage->entries = xrealloc(usage->entries, usage->capacity, sizeof *usage->entries);
        }
        entry = &usage->entries[usage->count++];
        *entry = (struct usage_entry){ .day = day, .type = type };
        memcpy(entry->name, clean, sizeof clean);
    }
    entry->count = more(entry->count, by);
}

void usage_add(struct usage *usage, struct date day, enum news_type type, const char *name)
{
    add(usage, date_to_days(day), type, name, 1);
    usage->dirty = true;
}

void usage_observe(struct usage *usage, struct date day, const struct session *session)
{
    for (int i = 0; i < session->news_count; i++) {
        usage_add(usage, day, session->news[i].type, session->news[i].name);
    }
}

static bool add_line(struct usage *usage, const char *line)
{
    char day[16], word[16], digits[16];
    int end = 0;
    struct date date;
    if (sscanf(line, "%10s %15s %9[0-9]%n", day, word, digits, &end) != 3 ||
        !date_parse(day, &date) || strtoul(digits, NULL, 10) == 0 ||
        (line[end] != '\0' && line[end] != ' ')) {
        return false;
    }
    for (int type = 0; type < NEWS_TYPES; type++) {
        if (strcmp(words[type], word) == 0) {
            add(usage, date_to_days(date), (enum news_type)type, line + end + (line[end] == ' '),
                (unsigned)strtoul(digits, NULL, 10));
            return true;
        }
    }
    return false;
}

static bool read_lines(struct usage *usage, FILE *file, size_t *strange)
{
    char line[160];
    for (size_t lines = 0; lines < USAGE_ENTRIES_MAX && fgets(line, sizeof line, file); lines++) {
        line[strcspn(line, "\n")] = '\0';
        *strange += line[0] && line[0] != '#' && !add_line(usage, line);
    }
    return !ferror(file);
}

bool usage_read(struct usage *usage, const char *path, size_t *strange)
{
    struct usage found = { 0 }; /* a part of a file is no good: it would be added again later */
    FILE *file = fopen(path, "re");
    *strange = 0;
    bool good = file && read_lines(&found, file, strange);
    int reason = errno;
    for (size_t i = 0; good && i < found.count; i++) {
        const struct usage_entry *entry = &found.entries[i];
        add(usage, entry->day, entry->type, entry->name, entry->count);
    }
    usage->unread = !good && reason != ENOENT;
    usage_finish(&found);
    if (file) {
        fclose(file);
    }
    errno = reason;
    return good;
}

void usage_finish(struct usage *usage)
{
    free(usage->entries);
    *usage = (struct usage){ 0 };
}
