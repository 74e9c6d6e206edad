// The csv kernel for AVX-512 with VBMI2: offsets by compressing a row of numbers.

#include "kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(                                                                                \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi2,avx2,bmi,bmi2,lzcnt,popcnt,pclmul"))),      \
    apply_to = function)

static inline __attribute__((always_inline)) checker_masks masks_of(
    const uint8_t *bytes, checker_csv_dialect dialect) {
  __m512i block = _mm512_loadu_si512(bytes);
  checker_masks masks;
  masks.delimiter = _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8((char)dialect.delimiter));
  masks.newline = _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('\n'));
  masks.carriage_return = _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('\r'));
  masks.quote = _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8((char)dialect.quote));
  masks.nul = _mm512_testn_epi8_mask(block, block);
  masks.non_ascii = _mm512_movepi8_mask(block);
  return masks;
}

static inline __attribute__((always_inline)) uint64_t prefix_xor(uint64_t bits) {
  __m128i ones = _mm_set1_epi8((char)0xff);
  return (uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)bits), ones, 0));
}

static inline __attribute__((always_inline)) uint64_t select_bits(uint64_t bits, uint64_t of) {
  return _pext_u64(bits, of);
}

// The positions within a block.
static const _Alignas(64) uint8_t positions[64] = {
    0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
    32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};

// Sixteen places as offsets. The mask leaves nothing out: a plain store is a call of memcpy without optimisation, and
// what is copied is counted in the tests.
static inline __attribute__((always_inline)) void store(uint32_t *out, __m128i places, __m512i from) {
  _mm512_mask_storeu_epi32(out, 0xffff, _mm512_add_epi32(_mm512_cvtepu8_epi32(places), from));
}

static inline __attribute__((always_inline)) void write_offsets(uint32_t *out, uint64_t bits, uint32_t base) {
  const __m512i numbers = _mm512_load_si512(positions);
  int count = __builtin_popcountll(bits);
  __m512i places = _mm512_maskz_compress_epi8(bits, numbers);
  __m512i from = _mm512_set1_epi32((int)base);
  store(out, _mm512_castsi512_si128(places), from);
  if (count <= 16) return;
  store(out + 16, _mm512_extracti32x4_epi32(places, 1), from);
  if (count <= 32) return;
  store(out + 32, _mm512_extracti32x4_epi32(places, 2), from);
  store(out + 48, _mm512_extracti32x4_epi32(places, 3), from);
}

#define KERNEL(name) name##_avx512
#define has_rare checker_has_rare_by_masks
#define has_high checker_has_high_by_masks
#include "index_body.h"

#pragma clang attribute pop
#endif
