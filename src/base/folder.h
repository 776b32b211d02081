/* Folders of our own to write to. */
#pragma once
#include <stdbool.h>

/* Makes the folder and those above it that are missing, for all to read, less the umask. Returns
 * true when it is there, false with errno set. */
bool folder_ensure(const char *path);
