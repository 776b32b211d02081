/* The part of the audit that draws. */
#pragma once
#include "slides/audit.h"

/* Adds a warning for each SVG that takes too much time or memory to draw. */
void audit_drawings(const struct audit *audit);
