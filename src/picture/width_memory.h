/* Metrics that remember widths, for whoever lays out the same words many times over. */
#pragma once
#include "picture/picture.h"

struct width_memory;

/* Returns a memory in front of those metrics (borrowed), owned by the caller. */
struct width_memory *width_memory_create(const struct metrics *metrics);
void width_memory_destroy(struct width_memory *memory);

/* Returns metrics that answer from it; valid as long as the memory. */
const struct metrics *width_memory_metrics(const struct width_memory *memory);
