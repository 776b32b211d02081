/* What this process holds open, as the kernel lists it in /proc/self/fd (proc(5)): libraries do
 * not tell what they opened. */
#pragma once

/* Finds the descriptors of files whose path begins with prefix, at most max; returns how many. */
int opened_find(const char *prefix, int *out, int max);
