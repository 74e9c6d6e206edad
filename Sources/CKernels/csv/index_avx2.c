// The csv kernel for AVX2, BMI2 and carry-less multiplication.

#include "kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(                                                                                \
    __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt,pclmul"))), apply_to = function)

static inline __attribute__((always_inline)) uint64_t equal(__m256i low, __m256i high, uint8_t byte) {
  __m256i wanted = _mm256_set1_epi8((char)byte);
  uint32_t first = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
  uint32_t second = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
  return first | (uint64_t)second << 32;
}

static inline __attribute__((always_inline)) checker_masks masks_of(
    const uint8_t *bytes, checker_csv_dialect dialect) {
  __m256i low = _mm256_loadu_si256((const __m256i *)bytes);
  __m256i high = _mm256_loadu_si256((const __m256i *)(bytes + 32));
  checker_masks masks;
  masks.delimiter = equal(low, high, dialect.delimiter);
  masks.newline = equal(low, high, '\n');
  masks.carriage_return = equal(low, high, '\r');
  masks.quote = equal(low, high, dialect.quote);
  masks.nul = equal(low, high, 0);
  masks.non_ascii =
      (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
  return masks;
}

static inline __attribute__((always_inline)) uint64_t prefix_xor(uint64_t bits) {
  __m128i ones = _mm_set1_epi8((char)0xff);
  return (uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)bits), ones, 0));
}

static inline __attribute__((always_inline)) uint64_t select_bits(uint64_t bits, uint64_t of) {
  return _pext_u64(bits, of);
}

/// Whether there is a CR or a NUL: two comparisons for what would be four masks.
static inline __attribute__((always_inline)) uint64_t rare_among(const uint8_t *bytes) {
  __m256i low = _mm256_loadu_si256((const __m256i *)bytes);
  __m256i high = _mm256_loadu_si256((const __m256i *)(bytes + 32));
  __m256i carriage_return = _mm256_set1_epi8('\r');
  __m256i found = _mm256_cmpeq_epi8(_mm256_min_epu8(low, high), _mm256_setzero_si256());
  found = _mm256_or_si256(found, _mm256_cmpeq_epi8(low, carriage_return));
  found = _mm256_or_si256(found, _mm256_cmpeq_epi8(high, carriage_return));
  return (uint64_t)!_mm256_testz_si256(found, found);
}

static inline __attribute__((always_inline)) uint64_t high_among(const uint8_t *bytes) {
  __m256i low = _mm256_loadu_si256((const __m256i *)bytes);
  __m256i high = _mm256_loadu_si256((const __m256i *)(bytes + 32));
  return (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(low, high));
}

/// For each byte the places of its set bits, the lowest first.
static uint64_t places_of[256];

__attribute__((constructor)) static void fill_places(void) {
  for (int byte = 0; byte < 256; byte++) {
    int count = 0;
    for (int bit = 0; bit < 8; bit++) {
      if (byte >> bit & 1) places_of[byte] |= (uint64_t)bit << (8 * count++);
    }
  }
}

/// A few one by one, many eight bits at a time by a table; what is written too much is written over by the next
/// call.
static inline __attribute__((always_inline)) void write_offsets(uint32_t *out, uint64_t bits, uint32_t base) {
  int count = __builtin_popcountll(bits);
#define WRITE(index)                                                                                         \
  out[index] = base + (uint32_t)_tzcnt_u64(bits);                                                            \
  bits = _blsr_u64(bits);
  if (count <= 8) {
    WRITE(0) WRITE(1) WRITE(2) WRITE(3)
    if (count <= 4) return;
    WRITE(4) WRITE(5) WRITE(6) WRITE(7)
    return;
  }
#undef WRITE
  __m256i from = _mm256_set1_epi32((int)base);
  const __m256i eight = _mm256_set1_epi32(8);
  for (int part = 0; part < 8; part++) {
    uint64_t byte = bits >> (8 * part) & 0xff;
    __m256i places = _mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)&places_of[byte]));
    _mm256_storeu_si256((__m256i *)out, _mm256_add_epi32(places, from));
    from = _mm256_add_epi32(from, eight);
    out += __builtin_popcountll(byte);
  }
}

#define KERNEL(name) name##_avx2
#define has_rare(bytes, masks) rare_among(bytes)
#define has_high(bytes, masks) high_among(bytes)
#include "pieces.h"
#include "index_body.h"

#pragma clang attribute pop
#endif
