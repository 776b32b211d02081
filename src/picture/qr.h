/* How large a QR code gets, known without making it (ISO/IEC 18004 table 7, level M, byte mode). */
#pragma once
#include <stddef.h>

/* Returns the smallest version, 1 to 10, that holds length bytes at level M; 0 when none does. */
int qr_version(size_t length);

/* Returns the modules per side of a version: 17 + 4 x version. */
int qr_modules(int version);
