/* The cross-fade kernel: plain rows of bytes that the compiler vectorises (this file is built -O3).
 */
#pragma once
#include <stddef.h>
#include <stdint.h>

/* Writes to out, for each of count 32-bit pixels, from x (256 - amount) / 256 + to x amount / 256
 * per byte, rounded down; amount 0 to 256. Where from and to are equal, out is equal to both. */
void blend_row(uint32_t *restrict out, const uint32_t *restrict from, const uint32_t *restrict to,
               size_t count, unsigned amount);

/* Returns 3t² - 2t³ of t = elapsed / duration as 0 to 256 (smoothstep). */
unsigned blend_smoothstep(double elapsed_ms, double duration_ms);
