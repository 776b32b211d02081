/* What a technician is told about the machine: one line a thing, whether it is well, and what to do
 * when it is not. */
#pragma once
#include "base/arena.h"

enum finding_level { FINDING_OK, FINDING_WARNING, FINDING_FAULT };

struct finding {
    enum finding_level level;
    const char *topic;  /* "display", in English: for programs; people read its translation */
    const char *text;   /* translated */
    const char *advice; /* what to do, translated; NULL when nothing is to be done */
};

enum { FINDINGS_MAX = 64 };

/* All zero is a valid empty list. */
struct findings {
    struct arena arena;
    struct finding items[FINDINGS_MAX];
    int count;
};

/* Adds one; what is more than fits is left out. topic is static (marked with N_), advice translated
 * and static or NULL; the text is formatted and copied. */
void finding_add(struct findings *findings, enum finding_level level, const char *topic,
                 const char *advice, const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Returns how many have that level. */
int findings_count(const struct findings *findings, enum finding_level level);

/* Frees it; the list is empty and usable again. */
void findings_finish(struct findings *findings);
