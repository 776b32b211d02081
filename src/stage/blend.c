/* Bytes as 16-bit products: gcc and clang turn the loop into SSE2, AVX2 (chosen at run time) or
 * NEON. */
#include "stage/blend.h"

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) &&                             \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
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

unsigned blend_smoothstep(double elapsed_ms, double duration_ms)
{
    double t = duration_ms > 0 ? elapsed_ms / duration_ms : 1;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return (unsigned)(256 * t * t * (3 - 2 * t) + 0.5);
}
