/* Bytes as 16-bit products: gcc and clang turn the loop into SSE2, AVX2 (chosen at run time) or
 * NEON. */
#include "stage/blend.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) &&                             \
    !defined(__SANITIZE_ADDRESS__)
#define FOR_EACH_CPU __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EACH_CPU
#endif

FOR_EACH_CPU void blend_row(uint32_t *restrict out, const uint32_t *restrict from,
                            const uint32_t *restrict to, size_t count, unsigned amount)
{
    const uint8_t *a = (const uint8_t *)from;
    const uint8_t *b = (const uint8_t *)to;
    uint8_t *result = (uint8_t *)out;
    const uint16_t in = (uint16_t)amount, rest = (uint16_t)(256 - amount);
    for (size_t i = 0; i < count * 4; i++) {
        result[i] = (uint8_t)((uint16_t)(a[i] * rest + b[i] * in) >> 8);
    }
}

enum { GROUP = 64 }; /* bytes */

FOR_EACH_CPU void blend_flat(uint32_t *restrict out, const uint32_t *restrict pixels, uint32_t flat,
                             size_t count, unsigned amount)
{
    const uint8_t *a = (const uint8_t *)pixels;
    uint8_t *result = (uint8_t *)out;
    const uint16_t rest = (uint16_t)(256 - amount);
    uint8_t bytes[4];
    memcpy(bytes, &flat, sizeof bytes);
    const uint16_t once[4] = { (uint16_t)(bytes[0] * amount), (uint16_t)(bytes[1] * amount),
                               (uint16_t)(bytes[2] * amount), (uint16_t)(bytes[3] * amount) };
    uint64_t pixel, adds[GROUP / 4];
    memcpy(&pixel, once, sizeof pixel);
    for (unsigned i = 0; i < GROUP / 4; i++) {
        adds[i] = pixel;
    }
    uint16_t add[GROUP];
    memcpy(add, adds, sizeof add);
    size_t size = count * 4, whole = size - size % GROUP;
    for (size_t at = 0; at < whole; at += GROUP) {
        for (unsigned i = 0; i < GROUP; i++) {
            result[at + i] = (uint8_t)((uint16_t)(a[at + i] * rest + add[i]) >> 8);
        }
    }
    for (size_t i = 0; whole + i < size; i++) {
        result[whole + i] = (uint8_t)((uint16_t)(a[whole + i] * rest + add[i]) >> 8);
    }
}

unsigned blend_smoothstep(double elapsed_ms, double duration_ms)
{
    double t = duration_ms > 0 ? elapsed_ms / duration_ms : 1;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return (unsigned)(256 * t * t * (3 - 2 * t) + 0.5);
}
