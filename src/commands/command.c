/* Assets and content are looked for relative to the executable first, so that a build tree and an
 * installation under any prefix run in place. */
#define _GNU_SOURCE
#include "commands/command.h"

#include "base/file.h"
#include "base/log.h"
#include "base/message.h"
#include "slides/slide.h"

#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Writes the folder of the executable, "." when it cannot be told. */
static void own_folder(char folder[PATH_MAX])
{
    ssize_t length = readlink("/proc/self/exe", folder, PATH_MAX - 1);
    folder[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(folder, '/');
    if (slash) {
        *slash = '\0';
    } else {
        strcpy(folder, ".");
    }
}

/* Returns the first of the places below the executable's folder that holds the file, or NULL. */
static const char *find_beside(const char *const *places, const char *file, char out[PATH_MAX])
{
    char folder[PATH_MAX], probe[PATH_MAX + 64];
    own_folder(folder);
    for (size_t i = 0; places[i]; i++) {
        int length = places[i][0] == '/' ? snprintf(out, PATH_MAX, "%s", places[i])
                                         : snprintf(out, PATH_MAX, "%.2000s/%s", folder, places[i]);
        snprintf(probe, sizeof probe, "%s/%s", out, file);
        if (length < PATH_MAX && access(probe, R_OK) == 0) {
            return out;
        }
    }
    return NULL;
}

const char *command_assets(void)
{
    static char found[PATH_MAX];
    static const char *const places[] = { "../../assets", "../share/vestibule/assets", NULL };
    const char *named = getenv("VESTIBULE_ASSETS");
    if (named && named[0]) {
        return named;
    }
    if (!find_beside(places, "languages/fr.json", found)) {
        fprintf(stderr, _("vestibule: the program's assets were not found beside it; set "
                          "VESTIBULE_ASSETS to their folder\n"));
        return NULL;
    }
    return found;
}

/* Returns what the environment asks for, such as "fr_FR.UTF-8"; "" when it asks nothing. */
static const char *wanted_language(void)
{
    static const char *const variables[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *value = getenv(variables[i]);
        if (value && value[0]) {
            return value;
        }
    }
    return "";
}

bool command_messages(const char *language)
{
    static const char *const places[] = { "locale", "../share/locale", NULL };
    char folder[PATH_MAX], path[PATH_MAX + 64], file[64];
    const char *wanted = language ? language : wanted_language();
    int letters = (int)strspn(wanted, "abcdefghijklmnopqrstuvwxyz");
    if (letters < 2 || letters > 3 || (language && wanted[letters])) {
        return language == NULL;
    }
    if (strncmp(wanted, "en", 3) == 0 || strncmp(wanted, "en_", 3) == 0) {
        message_close();
        return true;
    }
    snprintf(file, sizeof file, "%.*s/LC_MESSAGES/vestibule.mo", letters, wanted);
    if (!find_beside(places, file, folder)) {
        return language == NULL;
    }
    snprintf(path, sizeof path, "%s/%s", folder, file);
    return message_open(path) || language == NULL;
}

const char *command_content(const char *named)
{
    static char found[PATH_MAX];
    static const char *const places[] = { "../../content", "/var/lib/vestibule/delivered/current",
                                          "/var/lib/vestibule/content",
                                          "../share/vestibule/content", NULL };
    if (named) {
        return named;
    }
    if (access("content/site.json", R_OK) == 0) {
        return "content";
    }
    return find_beside(places, "site.json", found) ? found : "content";
}

bool loaded_open(const char *folder, const char *screen, struct loaded *out)
{
    char host[256] = "";
    *out = (struct loaded){ 0 };
    const char *assets = command_assets();
    if (!assets || !(out->raster = raster_open(assets))) {
        return false;
    }
    if (gethostname(host, sizeof host - 1) != 0) {
        host[0] = '\0';
    }
    const struct show_options options = { .assets = assets,
                                          .screen = screen,
                                          .host = host,
                                          .kinds = slide_records,
                                          .covered = raster_covers,
                                          .fonts = out->raster };
    out->show = show_load(folder, &options, &out->report);
    if (!out->show) {
        report_print(&out->report, stderr);
        loaded_close(out);
        return false;
    }
    show_set_zone(out->show);
    raster_set_content(out->raster, out->show->root);
    return true;
}

void loaded_close(struct loaded *loaded)
{
    show_free(loaded->show);
    raster_close(loaded->raster);
    report_finish(&loaded->report);
    *loaded = (struct loaded){ 0 };
}

bool option_size(const char *text, int *width, int *height)
{
    enum { LONG_MIN_SIDE = 320, SHORT_MIN_SIDE = 180, MAX_SIDE = 8000 };
    int end = 0;
    bool good = sscanf(text, "%4dx%4d%n", width, height, &end) == 2 && text[end] == '\0';
    int shorter = *width < *height ? *width : *height;
    int longer = *width < *height ? *height : *width;
    if (!good || shorter < SHORT_MIN_SIDE || longer < LONG_MIN_SIDE || longer > MAX_SIDE) {
        fprintf(stderr,
                _("vestibule: --size must be such as 1920x1080, from 320x180 to 8000x8000, "
                  "not \"%s\"\n"),
                text);
        return false;
    }
    return true;
}

bool option_at(const char *text, int64_t *utc_ms)
{
    struct date date;
    int minute;
    if (!moment_parse(text, &date, &minute)) {
        fprintf(stderr, _("vestibule: --at must be such as 2026-11-24T10:24, not \"%s\"\n"), text);
        return false;
    }
    *utc_ms = moment_to_utc(date, minute);
    return true;
}

bool option_moment(const char *at, struct moment *moment)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    int64_t utc_ms = (int64_t)now.tv_sec * 1000;
    if (at && !option_at(at, &utc_ms)) {
        return false;
    }
    *moment = moment_at(utc_ms, true);
    return true;
}

bool option_language(const struct show *show, const char *code, int *index)
{
    for (int i = 0; i < show->language_count; i++) {
        if (strcmp(show->languages[i].code, code) == 0) {
            *index = i > 0 ? i : -2;
            return true;
        }
    }
    fprintf(stderr, _("vestibule: --lang must be a language of site.json, not \"%s\"\n"), code);
    return false;
}

int usage_error(const char *command, const char *format, ...)
{
    va_list arguments;
    fprintf(stderr, "vestibule %s: ", command);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fprintf(stderr, _("\nSee: vestibule %s --help\n"), command);
    return EXIT_USAGE;
}
