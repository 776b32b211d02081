/* A list sorted by address once everything is read. */
#include "content/places.h"

#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>

void places_add(struct places *places, const void *value, const char *file, const struct json *json)
{
    if (!value) {
        return;
    }
    if (places->count == places->capacity) {
        places->capacity = places->capacity ? places->capacity * 2 : 256;
        places->items = xrealloc(places->items, places->capacity, sizeof *places->items);
    }
    places->items[places->count++] = (struct place){ value, file, json };
}

static int compare(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)((const struct place *)a)->value;
    uintptr_t y = (uintptr_t)((const struct place *)b)->value;
    return (x > y) - (x < y);
}

void places_sort(struct places *places)
{
    if (places->count > 0) {
        qsort(places->items, places->count, sizeof *places->items, compare);
    }
}

const struct place *places_find(const struct places *places, const void *value)
{
    const struct place wanted = { .value = value };
    return places->count > 0 && value
               ? bsearch(&wanted, places->items, places->count, sizeof *places->items, compare)
               : NULL;
}

void places_finish(struct places *places)
{
    free(places->items);
    *places = (struct places){ 0 };
}
