/* gf256: multiplies and adds many bytes at once, in the fastest way that the
 * processor has. */
#include "gf256.h"

#include <assert.h>
#include <string.h>

#if defined(__x86_64__) || defined(__i386__)
#define HAS_SSSE3_CODE 1
#include <tmmintrin.h>
#else
#define HAS_SSSE3_CODE 0
#endif
#if defined(__aarch64__) && defined(__ARM_NEON)
#define HAS_NEON_CODE 1
#include <arm_neon.h>
#else
#define HAS_NEON_CODE 0
#endif

enum { STEP_BYTES = 16 };

bool
gf256_has_way(enum gf256_way way)
{
    switch (way) {
    case GF256_SSSE3:
#if HAS_SSSE3_CODE
        return __builtin_cpu_supports("ssse3") != 0;
#else
        return false;
#endif
    case GF256_NEON: /* every 64-bit ARM has it */
        return HAS_NEON_CODE;
    case GF256_PORTABLE:
        return true;
    }
    return false;
}

void
gf256_init_way(struct gf256 *field, enum gf256_way way)
{
    assert(gf256_has_way(way));
    memset(field, 0, sizeof *field);
    field->way = way;
    for (unsigned a = 1; a < 256; a++) {
        /* a * b is the sum of the products of a with each bit of b */
        unsigned power = a;
        for (unsigned bit = 1; bit < 256; bit <<= 1) {
            for (unsigned b = bit; b < 2 * bit; b++) {
                field->product[a][b] =
                    (uint8_t)(field->product[a][b - bit] ^ (uint8_t)power);
            }
            power = (power << 1) ^ (power & 0x80 ? 0x11du : 0u);
        }
        for (unsigned i = 0; i < 16; i++) {
            field->low[a][i] = field->product[a][i];
            field->high[a][i] = field->product[a][i << 4];
        }
        const uint8_t *one = memchr(field->product[a], 1, 256);
        field->inverse[a] = (uint8_t)(one - field->product[a]);
    }
}

void
gf256_init(struct gf256 *field)
{
    enum gf256_way way = gf256_has_way(GF256_SSSE3)  ? GF256_SSSE3
                         : gf256_has_way(GF256_NEON) ? GF256_NEON
                                                     : GF256_PORTABLE;
    gf256_init_way(field, way);
}

/* Each multiplies as many whole steps as fit, and returns how many bytes that were. */

#if HAS_SSSE3_CODE
__attribute__((target("ssse3"))) static size_t
add_scaled_ssse3(const struct gf256 *field, uint8_t *to, const uint8_t *from,
                 uint8_t factor, size_t size)
{
    const __m128i low =
        _mm_loadu_si128((const __m128i *)(const void *)field->low[factor]);
    const __m128i high =
        _mm_loadu_si128((const __m128i *)(const void *)field->high[factor]);
    const __m128i half = _mm_set1_epi8(0x0f);
    size_t i = 0;
    for (; i + STEP_BYTES <= size; i += STEP_BYTES) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(from + i));
        __m128i sum = _mm_loadu_si128((const __m128i *)(const void *)(to + i));
        __m128i above = _mm_and_si128(_mm_srli_epi64(bytes, 4), half);
        sum = _mm_xor_si128(sum, _mm_shuffle_epi8(low, _mm_and_si128(bytes, half)));
        sum = _mm_xor_si128(sum, _mm_shuffle_epi8(high, above));
        _mm_storeu_si128((__m128i *)(void *)(to + i), sum);
    }
    return i;
}
#endif

#if HAS_NEON_CODE
static size_t
add_scaled_neon(const struct gf256 *field, uint8_t *to, const uint8_t *from,
                uint8_t factor, size_t size)
{
    const uint8x16_t low = vld1q_u8(field->low[factor]);
    const uint8x16_t high = vld1q_u8(field->high[factor]);
    const uint8x16_t half = vdupq_n_u8(0x0f);
    size_t i = 0;
    for (; i + STEP_BYTES <= size; i += STEP_BYTES) {
        uint8x16_t bytes = vld1q_u8(from + i), sum = vld1q_u8(to + i);
        sum = veorq_u8(sum, vqtbl1q_u8(low, vandq_u8(bytes, half)));
        sum = veorq_u8(sum, vqtbl1q_u8(high, vshrq_n_u8(bytes, 4)));
        vst1q_u8(to + i, sum);
    }
    return i;
}
#endif

void
gf256_add_scaled(const struct gf256 *field, uint8_t *to, const uint8_t *from,
                 uint8_t factor, size_t size)
{
    size_t i = 0;
    if (factor == 0) {
        return;
    }
    if (factor == 1) {
        for (; i < size; i++) {
            to[i] ^= from[i];
        }
        return;
    }
#if HAS_SSSE3_CODE
    if (field->way == GF256_SSSE3) {
        i = add_scaled_ssse3(field, to, from, factor, size);
    }
#endif
#if HAS_NEON_CODE
    if (field->way == GF256_NEON) {
        i = add_scaled_neon(field, to, from, factor, size);
    }
#endif
    const uint8_t *row = field->product[factor];
    for (; i < size; i++) {
        to[i] ^= row[from[i]];
    }
}

void
gf256_scale(const struct gf256 *field, uint8_t *bytes, uint8_t factor, size_t size)
{
    const uint8_t *row = field->product[factor];
    for (size_t i = 0; i < size; i++) {
        bytes[i] = row[bytes[i]];
    }
}
