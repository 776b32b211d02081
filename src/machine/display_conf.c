/* The file is proven on the descriptor it is read from, so that nobody can put another in its place
 * between the two. */
#include "machine/display_conf.h"

#include "base/message.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BYTES_MAX = 16 * 1024 };

static bool refuse(struct display_conf *conf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static bool refuse(struct display_conf *conf, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    conf->reason = arena_vprintf(&conf->arena, format, arguments);
    va_end(arguments);
    return false;
}

static bool is_owned(const struct stat *status, uid_t owner)
{
    return (status->st_uid == 0 || status->st_uid == owner) &&
           (status->st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/* Reads the text of the file; NULL after refusing it. */
static char *read_text(const char *path, int file, uid_t owner, struct display_conf *conf)
{
    struct stat status;
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        refuse(conf, _("%s is no ordinary file"), path);
        return NULL;
    }
    if (!is_owned(&status, owner)) {
        refuse(conf, _("%s must belong to root and be writable by nobody else"), path);
        return NULL;
    }
    char *text = arena_alloc(&conf->arena, BYTES_MAX + 1);
    ssize_t length = read(file, text, BYTES_MAX + 1);
    if (length < 0 || length > BYTES_MAX) {
        refuse(conf, length < 0 ? _("%s cannot be read") : _("%s is too long"), path);
        return NULL;
    }
    text[length] = '\0';
    return text;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/* Cuts the next word off the line, in place; false when there is none or its quotes do not end. */
static bool cut_word(char **line, char **word, bool *whole)
{
    char *from = *line, *to;
    bool quoted = false;
    while (is_blank(*from)) {
        from++;
    }
    *word = to = from;
    *whole = true;
    if (*from == '\0') {
        return false;
    }
    for (; *from && (quoted || !is_blank(*from)); from++) {
        if (*from == '"') {
            quoted = !quoted;
        } else {
            *to++ = *from;
        }
    }
    *whole = !quoted;
    *line = *from ? from + 1 : from;
    *to = '\0';
    return *whole;
}

static bool prove_program(const char *program, int line, uid_t owner, struct display_conf *conf)
{
    struct stat status;
    if (program[0] != '/') {
        return refuse(conf,
                      _("line %d: the program must be a whole path such as "
                        "/usr/bin/cec-ctl, or kms alone, not \"%s\""),
                      line, program);
    }
    if (stat(program, &status) != 0) {
        return refuse(conf, _("line %d: %s: %s"), line, program, strerror(errno));
    }
    if (!S_ISREG(status.st_mode) || (status.st_mode & S_IXUSR) == 0) {
        return refuse(conf, _("line %d: %s is no program"), line, program);
    }
    return is_owned(&status, owner) ||
           refuse(conf, _("line %d: %s must belong to root and be writable by nobody else"), line,
                  program);
}

bool display_call_is_kms(const struct display_call *call)
{
    return strcmp(call->words[0], "kms") == 0 && !call->words[1];
}

static bool read_call(char *text, int line, uid_t owner, struct display_calls *calls,
                      struct display_conf *conf)
{
    int count = 0;
    char *word;
    bool whole = true;
    if (calls->count == DISPLAY_CALLS_MAX) {
        return refuse(conf, _("line %d: at most %d lines for the same key"), line,
                      DISPLAY_CALLS_MAX);
    }
    struct display_call *call = &calls->items[calls->count++];
    while (cut_word(&text, &word, &whole)) {
        if (count == DISPLAY_WORDS_MAX) {
            return refuse(conf, _("line %d: at most %d words"), line, DISPLAY_WORDS_MAX);
        }
        call->words[count++] = word;
    }
    call->words[count] = NULL;
    if (!whole) {
        return refuse(conf, _("line %d: a quotation mark is not closed"), line);
    }
    return count == 0
               ? refuse(conf, _("line %d: a program must follow the ="), line)
               : display_call_is_kms(call) || prove_program(call->words[0], line, owner, conf);
}

static bool read_line(char *line, int number, uid_t owner, struct display_conf *conf)
{
    while (is_blank(*line)) {
        line++;
    }
    if (*line == '\0' || *line == '#') {
        return true;
    }
    size_t length = strcspn(line, " \t=");
    char *value = line + length + strspn(line + length, " \t");
    bool on = length == 2 && memcmp(line, "on", 2) == 0;
    bool off = length == 3 && memcmp(line, "off", 3) == 0;
    if ((!on && !off) || *value != '=') {
        return refuse(conf, _("line %d: must be \"on = PROGRAM WORDS\" or \"off = PROGRAM WORDS\""),
                      number);
    }
    return read_call(value + 1, number, owner, on ? &conf->on : &conf->off, conf);
}

static enum display_conf_state read_lines(char *text, uid_t owner, struct display_conf *conf)
{
    for (int number = 1; text; number++) {
        char *end = strchr(text, '\n');
        if (end) {
            *end = '\0';
        }
        if (!read_line(text, number, owner, conf)) {
            return DISPLAY_CONF_REFUSED;
        }
        text = end ? end + 1 : NULL;
    }
    if (conf->on.count == 0 && conf->off.count == 0) {
        return DISPLAY_CONF_NONE;
    }
    if (conf->on.count == 0 || conf->off.count == 0) {
        refuse(conf, _("it needs both on and off"));
        return DISPLAY_CONF_REFUSED;
    }
    return DISPLAY_CONF_GOOD;
}

enum display_conf_state display_conf_read(const char *path, uid_t owner, struct display_conf *out)
{
    *out = (struct display_conf){ 0 };
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) {
        int error = errno;
        refuse(out, _("%s cannot be read: %s"), path, strerror(error));
        return error == ENOENT || error == ENOTDIR ? DISPLAY_CONF_NONE : DISPLAY_CONF_REFUSED;
    }
    char *text = read_text(path, file, owner, out);
    close(file);
    return text ? read_lines(text, owner, out) : DISPLAY_CONF_REFUSED;
}

void display_conf_finish(struct display_conf *conf)
{
    arena_finish(&conf->arena);
    *conf = (struct display_conf){ 0 };
}
