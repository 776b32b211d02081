/* Catalogues are written, merged and compiled with GNU gettext, but looked up here: gettext() keeps
 * silent in the C and C.UTF-8 locales and needs a French locale to be generated on the machine, and
 * the usual Raspberry Pi behind a screen has neither a French locale nor anybody to make one. The
 * .mo format: https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html */
#include "base/message.h"

#include "base/alloc.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CATALOGUE_MAX = 4 * 1024 * 1024 };

static const uint32_t magic = 0x950412de; /* in the byte order of the machine that compiled it */

struct text_place {
    uint32_t length, offset;
};

static struct {
    char *bytes;
    size_t size;
    uint32_t count;
    struct text_place *originals, *translations;
    bool zero_is_one; /* French says "0 erreur", English "0 errors" */
} catalogue;

static uint32_t number_at(size_t offset)
{
    uint32_t number;
    memcpy(&number, catalogue.bytes + offset, sizeof number);
    return number;
}

/* Copies a table of places; false when the table or a text it names is not wholly in the file. */
static bool read_table(uint32_t offset, struct text_place *table)
{
    size_t bytes = (size_t)catalogue.count * sizeof *table;
    if (offset > catalogue.size || catalogue.size - offset < bytes) {
        return false;
    }
    memcpy(table, catalogue.bytes + offset, bytes);
    for (uint32_t i = 0; i < catalogue.count; i++) {
        uint64_t end = (uint64_t)table[i].offset + table[i].length;
        if (end >= catalogue.size || catalogue.bytes[end] != '\0') {
            return false;
        }
    }
    return true;
}

static bool read_tables(void)
{
    enum { HEADER = 20 };
    if (catalogue.size < HEADER || number_at(0) != magic) {
        return false;
    }
    catalogue.count = number_at(8);
    if (catalogue.count > catalogue.size / sizeof(struct text_place)) {
        return false;
    }
    catalogue.originals = xrealloc(NULL, catalogue.count + 1, sizeof *catalogue.originals);
    catalogue.translations = xrealloc(NULL, catalogue.count + 1, sizeof *catalogue.translations);
    return read_table(number_at(12), catalogue.originals) &&
           read_table(number_at(16), catalogue.translations);
}

static bool read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        return false;
    }
    catalogue.bytes = xrealloc(NULL, CATALOGUE_MAX, 1);
    catalogue.size = fread(catalogue.bytes, 1, CATALOGUE_MAX, file);
    bool good = !ferror(file) && catalogue.size < CATALOGUE_MAX;
    fclose(file);
    if (good) {
        catalogue.bytes = xrealloc(catalogue.bytes, catalogue.size + 1, 1);
    }
    return good;
}

/* Returns where the translation of a msgid stands, or NULL. The originals are sorted by msgfmt. */
static const struct text_place *find(const char *text)
{
    uint32_t low = 0, high = catalogue.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(text, catalogue.bytes + catalogue.originals[middle].offset);
        if (order == 0) {
            const struct text_place *found = &catalogue.translations[middle];
            return found->length ? found : NULL;
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

bool message_open(const char *path)
{
    message_close();
    if (!read_file(path) || !read_tables()) {
        message_close();
        return false;
    }
    const struct text_place *header = find("");
    catalogue.zero_is_one = header &&
                            strstr(catalogue.bytes + header->offset, "plural=(n > 1)") != NULL;
    return true;
}

void message_close(void)
{
    free(catalogue.bytes);
    free(catalogue.originals);
    free(catalogue.translations);
    memset(&catalogue, 0, sizeof catalogue);
}

const char *message(const char *text)
{
    const struct text_place *found = *text ? find(text) : NULL;
    return found ? catalogue.bytes + found->offset : text;
}

const char *message_plural(const char *one, const char *many, unsigned long count)
{
    bool single = catalogue.zero_is_one ? count <= 1 : count == 1;
    const struct text_place *found = find(one);
    if (!found) {
        return single ? one : many;
    }
    const char *forms = catalogue.bytes + found->offset;
    size_t first = strlen(forms) + 1; /* the forms stand one after the other */
    return single || first > found->length ? forms : forms + first;
}
