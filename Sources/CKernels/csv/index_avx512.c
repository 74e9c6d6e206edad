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

static inline __attribute__((always_inline)) void write_offsets(uint32_t *out, uint64_t bits, uint32_t base) {
  const __m512i numbers = _mm512_set_epi8(
      63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38,
      37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12,
      11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  int count = __builtin_popcountll(bits);
  __m512i places = _mm512_maskz_compress_epi8(bits, numbers);
  __m512i from = _mm512_set1_epi32((int)base);
  _mm512_storeu_si512(
      out, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_castsi512_si128(places)), from));
  if (count <= 16) return;
  _mm512_storeu_si512(
      out + 16, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(places, 1)), from));
  if (count <= 32) return;
  _mm512_storeu_si512(
      out + 32, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(places, 2)), from));
  _mm512_storeu_si512(
      out + 48, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(places, 3)), from));
}

#define KERNEL(name) name##_avx512
#define has_rare checker_has_rare_by_masks
#define has_high checker_has_high_by_masks
#include "index_body.h"

#pragma clang attribute pop
#endif
