/* See fuzz.h. */
#include "fuzz/fuzz.h"

#include "base/report_format.h"
#include "base/utf8.h"
#include "content/json.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

_Noreturn void fuzz_broken(const char *condition, const char *file, int line)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
    abort();
}

uint8_t input_byte(struct input *input)
{
    if (input->size == 0) {
        return 0;
    }
    input->size--;
    return *input->data++;
}

int64_t input_number(struct input *input, int64_t low, int64_t high)
{
    uint64_t range = (uint64_t)(high - low), value = 0;
    for (uint64_t rest = range; rest > 0; rest >>= 8) {
        value = value << 8 | input_byte(input);
    }
    return low + (int64_t)(range == UINT64_MAX ? value : value % (range + 1));
}

char *input_text(struct input *input, struct arena *arena)
{
    size_t length = strnlen((const char *)input->data, input->size);
    char *text = arena_copy(arena, (const char *)input->data, length);
    size_t used = length < input->size ? length + 1 : length;
    input->data += used;
    input->size -= used;
    return text;
}

char *input_rest(struct input *input, struct arena *arena)
{
    char *text = arena_copy(arena, (const char *)input->data, input->size);
    input->data += input->size;
    input->size = 0;
    return text;
}

/* Writes the report in one format, as JSON it must be JSON. */
static void write_report(const struct report *report, enum report_format format)
{
    const struct report_style style = { .format = format, .columns = 80, .colour = true };
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    MUST(stream);
    report_write(report, &style, stream);
    MUST(fclose(stream) == 0);
    if (format == REPORT_JSON) {
        struct arena arena = { 0 };
        struct report none = { 0 };
        const struct json *json = json_parse(text, size, "report", &arena, &none);
        MUST(json && json->type == JSON_ARRAY && json->count == report->count);
        report_finish(&none);
        arena_finish(&arena);
    }
    free(text);
}

void fuzz_report(struct report *report)
{
    size_t bad, errors = 0;
    report_sort(report);
    for (size_t i = 0; i < report->count; i++) {
        const struct problem *problem = &report->problems[i];
        errors += problem->severity == PROBLEM_ERROR;
        MUST(problem->message[0] != '\0' && problem->file[0] != '\0');
        MUST(utf8_valid(problem->message, strlen(problem->message), &bad));
        MUST(problem->line >= 0 && problem->column >= 0 && problem->span >= 1);
        MUST((problem->line == 0) == (problem->column == 0));
        MUST(!problem->fix || utf8_valid(problem->fix, strlen(problem->fix), &bad));
    }
    MUST(errors <= report->errors && (report->errors == 0 || errors > 0));
    write_report(report, REPORT_JSON);
    write_report(report, REPORT_GCC);
    write_report(report, REPORT_TEXT);
}

static char folder[64];

static void remove_folder(void)
{
    char command[96];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    if (system(command) != 0) {
        fprintf(stderr, "%s could not be removed\n", folder);
    }
}

const char *fuzz_folder(void)
{
    if (folder[0]) {
        return folder;
    }
    strcpy(folder, access("/dev/shm", W_OK) == 0 ? "/dev/shm/vestibule-fuzz-XXXXXX"
                                                 : "/tmp/vestibule-fuzz-XXXXXX");
    MUST(mkdtemp(folder));
    atexit(remove_folder);
    return folder;
}

void fuzz_put(const char *base, const char *path, const void *bytes, size_t size)
{
    char full[512];
    int length = snprintf(full, sizeof full, "%s/%s", base, path);
    MUST(length > 0 && (size_t)length < sizeof full);
    for (char *slash = strchr(full + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        MUST(mkdir(full, 0700) == 0 || errno == EEXIST);
        *slash = '/';
    }
    int file = open(full, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    MUST(file >= 0);
    MUST(write(file, bytes, size) == (ssize_t)size);
    close(file);
}
