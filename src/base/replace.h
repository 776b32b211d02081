/* Files that are replaced whole: whoever reads them, even after a power cut, finds the old one or
 * the new one. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

/* Writes the bytes beside the file of that name in an open folder (a descriptor) and renames them
 * over it. mode: who may read it, whatever the umask says. With settle both the bytes and the name
 * are on the disk when it returns; without, a file for the running system's memory. Returns false
 * with errno set, and leaves the old file, when it cannot. */
bool replace_file(int folder, const char *name, const void *bytes, size_t size, unsigned mode,
                  bool settle);
