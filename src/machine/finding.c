/* Texts live in the list's arena. */
#include "machine/finding.h"

#include <stdarg.h>

void finding_add(struct findings *findings, enum finding_level level, const char *topic,
                 const char *advice, const char *format, ...)
{
    if (findings->count >= FINDINGS_MAX) {
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    findings->items[findings->count++] = (struct finding){ .level = level,
                                                           .topic = topic,
                                                           .text = arena_vprintf(&findings->arena,
                                                                                 format, arguments),
                                                           .advice = advice };
    va_end(arguments);
}

int findings_count(const struct findings *findings, enum finding_level level)
{
    int count = 0;
    for (int i = 0; i < findings->count; i++) {
        count += findings->items[i].level == level;
    }
    return count;
}

void findings_finish(struct findings *findings)
{
    arena_finish(&findings->arena);
    *findings = (struct findings){ 0 };
}
