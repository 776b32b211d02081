/* See dump.h. */
#include "support/dump.h"

#include "support/cmocka_all.h"

#include <stdio.h>
#include <string.h>

void dump_has(const char *dump, const char *text)
{
    if (!strstr(dump, text)) {
        fprintf(stderr, "%s", dump);
        fail_msg("there is no %s", text);
    }
}

void dump_has_not(const char *dump, const char *text)
{
    if (strstr(dump, text)) {
        fprintf(stderr, "%s", dump);
        fail_msg("there is %s", text);
    }
}

int dump_count(const char *dump, const char *text)
{
    int count = 0;
    for (const char *at = dump; (at = strstr(at, text)) != NULL; at += strlen(text)) {
        count++;
    }
    return count;
}
