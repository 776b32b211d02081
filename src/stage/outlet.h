/* A file by which the running screen tells how it is, in a folder of the running system's memory:
 * replaced whole, readable by everybody, and gone when the program leaves. */
#pragma once
#include <stdbool.h>

struct outlet;

/* Opens the folder, which is made; name is borrowed. NULL after logging when it cannot be. Owned by
 * the caller (outlet_close, null-safe, which removes the file). */
struct outlet *outlet_open(const char *folder, const char *name);
void outlet_close(struct outlet *outlet);

/* Replaces the file by that text. What fails is logged once, until it works again; then false. */
bool outlet_write(struct outlet *outlet, const char *text);
