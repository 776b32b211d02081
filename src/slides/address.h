/* A web address as people read it. */
#pragma once
#include "picture/picture.h"

/* Returns shown if it is given, else the url without https:// and trailing slash; owned by the
 * picture or the caller's record. */
const char *address_readable(struct picture *picture, const char *shown, const char *url);
