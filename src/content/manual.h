/* The manual page vestibule-content(5), in French, made from the field tables. */
#pragma once
#include "content/records.h"

#include <stdio.h>

/* Writes the page for man(7) (UTF-8). kinds are those of slides, NULL at the end. */
void manual_write(const struct record *const *kinds, FILE *out);
