/* Time is added up on the monotonic clock; the wall clock only says to which day it belongs, so
 * that a clock that jumps moves no second to where it was not. A day's file is replaced whole and
 * brought to the disk by a thread of its own: a memory card may take half a second. */
#include "stage/shown.h"

#include "base/alloc.h"
#include "base/log.h"
#include "base/replace.h"
#include "base/utf8.h"
#include "stage/shown_parts.h"

#include <SDL.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is to be written by the thread. */
struct errand {
    int folder;
    char name[SHOWN_FILE_MAX];
    char *text;
    bool prunes;
    int error; /* 0: done */
};

struct shown {
    int folder;
    struct date date; /* of the day; none: not known yet */
    struct shown_day day;
    bool unread; /* the day has a file that could not be read yet, so it must not be replaced */
    bool dirty, begun, told;
    int64_t written_ms;
    enum stage_sight sight; /* what is on the screen since the last note */
    char name[SHOWN_NAME_MAX];
    struct stage_time last;
    struct errand errand;
    SDL_Thread *thread;
};

static int run_errand(void *data)
{
    struct errand *errand = data;
    bool good = replace_file(errand->folder, errand->name, errand->text, strlen(errand->text), 0644,
                             true);
    errand->error = good ? 0 : errno;
    if (errand->prunes) {
        shown_prune(errand->folder);
    }
    return 0;
}

void shown_settle(struct shown *shown)
{
    if (!shown->thread) {
        return;
    }
    SDL_WaitThread(shown->thread, NULL);
    shown->thread = NULL;
    free(shown->errand.text);
    if (shown->errand.error && !shown->told) {
        log_line(LOG_WARNING, "cannot write what was shown: %s", strerror(shown->errand.error));
    }
    shown->told = shown->errand.error != 0;
    shown->dirty = shown->dirty || shown->told; /* tried again */
}

/* Reads what the day's file already says: the program was started anew, or the clock was set back.
 */
static void take_in(struct shown *shown)
{
    size_t strange = 0;
    errno = 0;
    shown->unread = !shown_read(shown->folder, shown->date, &shown->day, &strange) &&
                    errno != ENOENT;
    if (strange > 0) {
        log_line(LOG_WARNING, "what was shown: %zu lines were passed over", strange);
    }
}

/* Gives the day to the thread. */
static void write_day(struct shown *shown, bool prunes)
{
    shown_settle(shown);
    if (shown->unread) {
        take_in(shown);
    }
    char *text = shown->dirty && !shown->unread ? shown_text(&shown->day) : NULL;
    shown->written_ms = shown->last.monotonic_ms;
    if (!text) {
        return;
    }
    shown->dirty = false;
    shown->errand = (struct errand){ .folder = shown->folder, .text = text, .prunes = prunes };
    shown_file_name(shown->date, shown->errand.name);
    shown->thread = SDL_CreateThread(run_errand, "shown", &shown->errand);
    if (!shown->thread) { /* then here */
        run_errand(&shown->errand);
        free(text);
    }
}

static void begin_day(struct shown *shown, struct date date)
{
    if (date_compare(shown->date, date) == 0) {
        return;
    }
    if (!date_none(shown->date)) {
        write_day(shown, true);
        shown_settle(shown);
    }
    shown_day_finish(&shown->day);
    shown->date = date;
    shown->dirty = false;
    take_in(shown);
}

static void add(struct shown *shown, struct date date, int64_t ms)
{
    if (ms > 0) {
        begin_day(shown, date);
        shown_entry(&shown->day, shown->sight, shown->name)->ms += ms;
        shown->dirty = true;
    }
}

/* Adds the time since the last note to the day it was then; what passed since midnight to the next,
 * when the wall clock went along. */
static void add_elapsed(struct shown *shown, struct moment now, struct stage_time time)
{
    enum { SLEW_MS = 2000 };
    int64_t elapsed = time.monotonic_ms - shown->last.monotonic_ms;
    int64_t walled = time.utc_ms - shown->last.utc_ms;
    struct date before = moment_at(shown->last.utc_ms, true).date;
    int64_t today = ((int64_t)now.minute * 60 + now.second) * 1000 + time.utc_ms % 1000;
    bool steady = walled - elapsed < SLEW_MS && elapsed - walled < SLEW_MS;
    bool next = date_compare(date_add(before, 1), now.date) == 0;
    int64_t later = steady && next ? (today < elapsed ? today : elapsed) : 0;
    add(shown, before, elapsed - later);
    add(shown, now.date, later);
}

void shown_note(struct shown *shown, enum stage_sight sight, const char *name,
                struct stage_time time)
{
    if (!shown) {
        return;
    }
    struct moment now = moment_at(time.utc_ms, time.trusted);
    bool counted = shown->begun && shown->last.trusted && time.trusted;
    if (counted) {
        add_elapsed(shown, now, time);
    }
    char label[SHOWN_NAME_MAX];
    utf8_label(label, sizeof label, name);
    bool same = counted && shown->sight == sight && strcmp(shown->name, label) == 0;
    shown->sight = sight;
    memcpy(shown->name, label, sizeof label);
    if (time.trusted && !same) {
        begin_day(shown, now.date);
        shown_entry(&shown->day, sight, shown->name)->times++;
        shown->dirty = true;
    }
    if (!shown->begun) {
        shown->written_ms = time.monotonic_ms;
    }
    shown->begun = true;
    shown->last = time;
    if (shown_due(shown) <= time.monotonic_ms) {
        write_day(shown, false);
    }
}

int64_t shown_due(const struct shown *shown)
{
    return shown && shown->dirty ? shown->written_ms + SHOWN_WRITE_MS : INT64_MAX;
}

struct shown *shown_open(const char *folder)
{
    mkdir(folder, 0755); /* that it is there is what counts */
    int opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0) {
        log_line(LOG_WARNING, "what is shown cannot be noted in %s: %s", folder, strerror(errno));
        return NULL;
    }
    fchmod(opened,
           0755); /* whatever the umask of the service: whoever edits the content may read */
    struct shown *shown = xcalloc(1, sizeof *shown);
    shown->folder = opened;
    return shown;
}

void shown_close(struct shown *shown)
{
    if (shown) {
        write_day(shown, false);
        shown_settle(shown);
        shown_day_finish(&shown->day);
        close(shown->folder);
        free(shown);
    }
}
