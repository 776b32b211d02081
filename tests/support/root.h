/* A made-up root folder, for code that reads /sys, /proc and /run below a root. */
#pragma once

/* Makes an empty folder and returns its path, valid until root_remove. One at a time. */
const char *root_make(void);

/* Writes text into the file at path ("/sys/…") below it, making the folders on the way. */
void root_put(const char *path, const char *text);

/* Removes the folder and all in it. */
void root_remove(void);
