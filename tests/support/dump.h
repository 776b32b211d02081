/* Looking for text in a picture's dump; a failure prints the dump. */
#pragma once

void dump_has(const char *dump, const char *text);
void dump_has_not(const char *dump, const char *text);

/* Returns how often text stands in the dump. */
int dump_count(const char *dump, const char *text);
