/* The C library is asked one thing only: the zone's offset from UTC at an instant (localtime_r).
 * All else is integer arithmetic on days and seconds, so that mktime's guesses about skipped and
 * doubled hours never come into it. */
#include "calendar/moment.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DAY_S = 24 * 60 * 60 };

/* Division that rounds towards minus infinity, for instants before 1970. */
static int64_t floor_divide(int64_t value, int64_t by)
{
    return value / by - (value % by < 0);
}

static bool zone_file_exists(const char *name)
{
    const char *folder = getenv("TZDIR");
    char path[PATH_MAX];
    int length = snprintf(path, sizeof path, "%s/%s", folder ? folder : "/usr/share/zoneinfo",
                          name);
    if (length < 0 || (size_t)length >= sizeof path) {
        return false;
    }
    FILE *file = fopen(path, "rb");
    if (!file) {
        return false;
    }
    char magic[4]; /* RFC 8536, section 3.1 */
    bool found = fread(magic, sizeof magic, 1, file) == 1 && memcmp(magic, "TZif", 4) == 0;
    fclose(file);
    return found;
}

static bool is_utc(const char *name)
{
    return strcmp(name, "UTC") == 0; /* needs no file */
}

bool moment_zone_known(const char *name)
{
    bool inside = name[0] != '/' && !strstr(name, "..");
    return is_utc(name) || (inside && zone_file_exists(name));
}

bool moment_set_zone(const char *name)
{
    if (!moment_zone_known(name)) {
        return false;
    }
    /* The colon makes the name a file, never a rule such as "EST5EDT". */
    char setting[PATH_MAX + 1];
    snprintf(setting, sizeof setting, ":%s", name);
    if (setenv("TZ", is_utc(name) ? "UTC0" : setting, 1) != 0) {
        return false;
    }
    tzset();
    return true;
}

static int64_t offset_at(int64_t utc_s)
{
    time_t instant = (time_t)utc_s;
    struct tm local;
    /* Fails only where the year outgrows an int; there UTC is as good an answer as any. */
    return localtime_r(&instant, &local) ? local.tm_gmtoff : 0;
}

static int64_t wall_at(int64_t utc_s)
{
    return utc_s + offset_at(utc_s);
}

struct moment moment_at(int64_t utc_ms, bool trusted)
{
    int64_t wall_s = wall_at(floor_divide(utc_ms, 1000));
    int64_t days = floor_divide(wall_s, DAY_S);
    int second_of_day = (int)(wall_s - days * DAY_S);
    return (struct moment){
        .utc_ms = utc_ms,
        .date = date_from_days((int)days),
        .minute = second_of_day / 60,
        .second = second_of_day % 60,
        .trusted = trusted,
    };
}

/* Looks for the first instant at which the wall clock shows the wanted time or later. It lies
 * between the two that the offsets a day before and a day after would give; these differ only near
 * a change. */
int64_t moment_to_utc(struct date date, int minute)
{
    int64_t wanted = (int64_t)date_to_days(date) * DAY_S + minute * 60;
    int64_t before = offset_at(wanted - DAY_S), after = offset_at(wanted + DAY_S);
    int64_t early = wanted - (before > after ? before : after);
    int64_t late = wanted - (before < after ? before : after);
    if (wall_at(early) >= wanted) {
        return early * 1000;
    }
    while (late - early > 1) {
        int64_t middle = early + (late - early) / 2;
        if (wall_at(middle) >= wanted) {
            late = middle;
        } else {
            early = middle;
        }
    }
    return late * 1000;
}

bool moment_parse(const char *text, struct date *date, int *minute)
{
    char day[sizeof "2026-11-23"];
    snprintf(day, sizeof day, "%s", text);
    struct date read_date;
    if (!date_parse(day, &read_date)) {
        return false;
    }
    const char *rest = text + sizeof day - 1;
    int read_minute = 0;
    if (rest[0] != '\0') {
        /* "24:00" ends a day; as a moment it would be a second name for 00:00 of the next. */
        bool time_of_day = rest[0] == 'T' && time_parse(rest + 1, &read_minute) &&
                           read_minute < MINUTES_PER_DAY;
        if (!time_of_day) {
            return false;
        }
    }
    *date = read_date;
    *minute = read_minute;
    return true;
}
