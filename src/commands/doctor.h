/* What doctor finds out about the program's own side; the machine's is in machine/. */
#pragma once
#include "machine/finding.h"

#include <stdbool.h>

/* Whether the program's assets and the content can be read, what is wrong with the content, which
 * languages it shows, whether the clock can be believed. screen: see loaded_open. */
void doctor_content(const char *folder, const char *screen, struct findings *findings);

/* How pictures would reach the screen: asked of SDL with a window that is not shown, unless the
 * service plays, whose own word is status. */
void doctor_renderer(bool playing, const char *status, struct findings *findings);
