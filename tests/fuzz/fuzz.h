/* What the fuzz targets share. A target is one file fuzz_*.c that gives any bytes to a part of the
 * program and demands what must hold of the outcome. With clang's libFuzzer it looks for bytes by
 * itself (make VARIANT=fuzz fuzz); in all other builds replay.c gives it files. */
#pragma once
#include "base/arena.h"
#include "base/report.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the program, which is a finding, when the condition does not hold. */
#define MUST(condition)                                                                            \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fuzz_broken(#condition, __FILE__, __LINE__);                                           \
        }                                                                                          \
    } while (0)

_Noreturn void fuzz_broken(const char *condition, const char *file, int line);

/* The input as it is used up from its beginning; what is beyond its end reads as zeros. */
struct input {
    const uint8_t *data;
    size_t size;
};

uint8_t input_byte(struct input *input);

/* Returns a number from low to high, both included, made of as many bytes as that needs. */
int64_t input_number(struct input *input, int64_t low, int64_t high);

/* Returns what stands before the next zero byte, or the rest; owned by the arena. */
char *input_text(struct input *input, struct arena *arena);

/* Returns the rest as a text that may hold zero bytes and ends with one more. */
char *input_rest(struct input *input, struct arena *arena);

/* Demands of a report what is promised of every one: places that can be looked up, messages that
 * can be read, and that each way of writing it gives what it should. */
void fuzz_report(struct report *report);

/* Returns a folder in memory, the same at each call, removed at the end. */
const char *fuzz_folder(void);

/* Writes a file of a folder, making the folders on the way. */
void fuzz_put(const char *folder, const char *path, const void *bytes, size_t size);
