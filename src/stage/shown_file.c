/* The file of a day: "slide 12 345 hours" a line, what, how often, how many seconds, its name. */
#include "stage/shown_parts.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/utf8.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void shown_file_name(struct date date, char out[SHOWN_FILE_MAX])
{
    snprintf(out, SHOWN_FILE_MAX, "%04d-%02d-%02d.txt", date.year, date.month, date.day);
}

/* What goes beyond the room of a day is counted under the last entry, without a name. */
struct shown_entry *shown_entry(struct shown_day *day, enum stage_sight sight, const char *name)
{
    char label[SHOWN_NAME_MAX];
    utf8_label(label, sizeof label, name);
    for (size_t i = 0; i < day->count; i++) {
        if (day->entries[i].sight == sight && strcmp(day->entries[i].name, label) == 0) {
            return &day->entries[i];
        }
    }
    if (!day->entries) {
        day->entries = xcalloc(SHOWN_ENTRIES_MAX, sizeof *day->entries);
    }
    if (day->count == SHOWN_ENTRIES_MAX) {
        return &day->entries[SHOWN_ENTRIES_MAX - 1];
    }
    bool last = day->count == SHOWN_ENTRIES_MAX - 1;
    struct shown_entry *entry = &day->entries[day->count++];
    *entry = (struct shown_entry){ .sight = sight };
    memcpy(entry->name, last ? "" : label, last ? 1 : sizeof label);
    return entry;
}

/* Reads digits and nothing else, at most that many. */
static bool read_number(const char *digits, size_t most, unsigned *number)
{
    size_t length = strlen(digits);
    *number = (unsigned)strtoul(digits, NULL, 10);
    return length <= most && strspn(digits, "0123456789") == length;
}

static bool add_line(struct shown_day *day, const char *line)
{
    enum { TIMES_DIGITS = 7, SECONDS_DIGITS = 6 };
    char word[16], first[16], second[16];
    unsigned times, seconds;
    int end = 0;
    if (sscanf(line, "%15s %15s %15s%n", word, first, second, &end) != 3 ||
        !read_number(first, TIMES_DIGITS, &times) ||
        !read_number(second, SECONDS_DIGITS, &seconds)) {
        return false;
    }
    for (int sight = 0; sight < SIGHTS; sight++) {
        if (strcmp(word, stage_sight_word((enum stage_sight)sight)) == 0) {
            struct shown_entry *entry = shown_entry(day, (enum stage_sight)sight,
                                                    line + end + (line[end] == ' '));
            entry->times += times;
            entry->ms += (int64_t)seconds * 1000;
            return true;
        }
    }
    return false;
}

static bool read_lines(struct shown_day *day, FILE *file, size_t *strange)
{
    char line[160];
    for (size_t lines = 0; lines < 2 * SHOWN_ENTRIES_MAX && fgets(line, sizeof line, file);
         lines++) {
        line[strcspn(line, "\n")] = '\0';
        *strange += line[0] && line[0] != '#' && !add_line(day, line);
    }
    return !ferror(file);
}

static void add_day(struct shown_day *to, const struct shown_day *from)
{
    for (size_t i = 0; i < from->count; i++) {
        const struct shown_entry *entry = &from->entries[i];
        struct shown_entry *sum = shown_entry(to, entry->sight, entry->name);
        sum->times += entry->times;
        sum->ms += entry->ms;
    }
}

bool shown_read(int folder, struct date date, struct shown_day *day, size_t *strange)
{
    char name[SHOWN_FILE_MAX];
    struct shown_day found = { 0 };
    shown_file_name(date, name);
    int descriptor = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    FILE *file = descriptor >= 0 ? fdopen(descriptor, "r") : NULL;
    if (!file) {
        return false;
    }
    bool good = read_lines(&found, file, strange);
    int error = errno;
    if (good) {
        add_day(day, &found);
    }
    shown_day_finish(&found);
    fclose(file);
    errno = error;
    return good;
}

void shown_day_finish(struct shown_day *day)
{
    free(day->entries);
    *day = (struct shown_day){ 0 };
}

char *shown_text(const struct shown_day *day)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out) {
        return NULL;
    }
    fputs("# What was on the screen: how often, how many seconds; nothing about a person.\n", out);
    for (size_t i = 0; i < day->count; i++) {
        const struct shown_entry *entry = &day->entries[i];
        fprintf(out, "%s %u %" PRId64 "%s%s\n", stage_sight_word(entry->sight), entry->times,
                entry->ms / 1000, entry->name[0] ? " " : "", entry->name);
    }
    bool whole = !ferror(out);
    if (fclose(out) != 0 || !whole) {
        free(text);
        return NULL;
    }
    return text;
}

static int compare_days(const void *a, const void *b)
{
    const int *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

size_t shown_days(int folder, struct arena *arena, int **out)
{
    enum { DAYS_READ = 4 * SHOWN_DAYS_MAX };
    int *days = arena_alloc(arena, DAYS_READ * sizeof *days);
    DIR *names = file_open_names(folder, ".");
    size_t count = 0;
    *out = days;
    for (struct dirent *entry; names && count < DAYS_READ && (entry = readdir(names));) {
        char name[11] = "";
        struct date date;
        if (strlen(entry->d_name) == sizeof name - 1 + strlen(".txt")) {
            memcpy(name, entry->d_name, sizeof name - 1);
        }
        if (date_parse(name, &date) && strcmp(entry->d_name + sizeof name - 1, ".txt") == 0) {
            days[count++] = date_to_days(date);
        }
    }
    if (names) {
        closedir(names);
    }
    qsort(days, count, sizeof *days, compare_days);
    return count;
}

/* Days are forgotten counting from the newest, not from a clock that may be wrong. */
void shown_prune(int folder)
{
    struct arena arena = { 0 };
    int *days;
    size_t count = shown_days(folder, &arena, &days);
    for (size_t i = 0; i + SHOWN_DAYS_MAX < count; i++) {
        char name[SHOWN_FILE_MAX];
        shown_file_name(date_from_days(days[i]), name);
        unlinkat(folder, name, 0);
    }
    arena_finish(&arena);
}
