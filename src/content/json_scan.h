/* The strict first look at JSON text: RFC 8259 to the letter, with messages for people who never
 * learnt it, and the place of every value in the order they appear. */
#pragma once
#include "base/arena.h"
#include "base/report.h"

#include <stdbool.h>
#include <stddef.h>

struct json_place {
    int line, column;         /* of the value */
    int key_line, key_column; /* of its key, 0 when it has none */
    size_t start, length;     /* of the value's text */
};

struct json_places {
    struct json_place *items; /* owned by the caller (free) */
    size_t count, capacity;
};

/* Checks the text and fills places (zeroed by the caller). Returns false after reporting each
 * mistake that could be told apart; it goes on after most of them. */
bool json_scan(const char *text, size_t size, const char *file, struct report *report,
               struct json_places *places);
