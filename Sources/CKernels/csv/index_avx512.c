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

// Sixteen places as offsets, some of them marked. The mask leaves nothing out: a plain store is a call of memcpy
// without optimisation, and what is copied is counted in the tests.
static inline __attribute__((always_inline)) void store(
    uint32_t *out, __m128i places, __m512i from, __mmask16 marked) {
  __m512i offsets = _mm512_add_epi32(_mm512_cvtepu8_epi32(places), from);
  offsets = _mm512_mask_or_epi32(offsets, marked, offsets, _mm512_set1_epi32(CHECKER_UNESCAPE_BIT));
  _mm512_mask_storeu_epi32(out, 0xffff, offsets);
}

/// `count` numbers of bits as offsets.
static inline __attribute__((always_inline)) void store_all(
    uint32_t *out, __m512i places, int count, __m512i from, uint64_t marked) {
  store(out, _mm512_castsi512_si128(places), from, (__mmask16)marked);
  if (count <= 16) return;
  store(out + 16, _mm512_extracti32x4_epi32(places, 1), from, (__mmask16)(marked >> 16));
  if (count <= 32) return;
  store(out + 32, _mm512_extracti32x4_epi32(places, 2), from, (__mmask16)(marked >> 32));
  store(out + 48, _mm512_extracti32x4_epi32(places, 3), from, (__mmask16)(marked >> 48));
}

static inline __attribute__((always_inline)) void write_fields(
    uint32_t *out, uint64_t bits, uint32_t base, uint64_t marked) {
  __m512i places = _mm512_maskz_compress_epi8(bits, _mm512_load_si512(positions));
  store_all(
      out, places, __builtin_popcountll(bits), _mm512_set1_epi32((int)base), select_bits(marked, bits));
}

// Most blocks have one or two: they need no compression.
static inline __attribute__((always_inline)) void write_records(uint32_t *out, uint64_t ordinals, uint32_t first) {
  if (__builtin_popcountll(ordinals) <= 2) {
    out[0] = first + (uint32_t)_tzcnt_u64(ordinals);
    out[1] = first + (uint32_t)_tzcnt_u64(_blsr_u64(ordinals));
  } else {
    write_fields(out, ordinals, first, 0);
  }
}

// Sixteen numbers. A sum of them is written as one: two vectors given to a function are copied without optimisation.
typedef uint32_t lanes __attribute__((vector_size(64)));

// The piece `plain_blocks`: one comparison for all that is not plain, and few passes through the one port that
// comparisons and compressions share.
static inline __attribute__((always_inline)) const uint8_t *plain_blocks(
    const uint8_t *next, const uint8_t *end, checker_csv_dialect dialect, checker_csv_written *written,
    checker_csv_state *state) {
  const __m512i numbers = _mm512_load_si512(positions);
  const __m512i delimiters = _mm512_set1_epi8((char)dialect.delimiter);
  const __m512i newlines = _mm512_set1_epi8('\n');
  const __m512i returns = _mm512_set1_epi8('\r');
  // A NUL is not plain either: it stands in for the quote where there is none.
  const __m512i quotes = _mm512_set1_epi8(dialect.has_quote ? (char)dialect.quote : 0);
  const uint64_t blanks_end = dialect.keeps_blank_lines ? 0 : ~0ull;
  __m512i from = _mm512_set1_epi32((int)written->offset);
  __m512i seen = _mm512_setzero_si512();
  uint32_t *ends = written->ends;
  uint32_t *records = written->records;
  uint32_t first_field = written->first_field;
  uint64_t newline = state->after_newline << 63;
  uint64_t structural = state->may_open << 63;
  const uint8_t *start = next;

  for (; end - next >= 64; next += 64) {
    __m512i block = _mm512_loadu_si512(next);
    __m512i odd = _mm512_min_epu8(_mm512_xor_si512(block, returns), _mm512_xor_si512(block, quotes));
    odd = _mm512_min_epu8(odd, block);
    __mmask64 newline_mask = _mm512_cmpeq_epi8_mask(block, newlines);
    uint64_t here = _cvtmask64_u64(newline_mask);
    uint64_t blank = here & (here << 1 | newline >> 63) & blanks_end;
    if (__builtin_expect(_mm512_testn_epi8_mask(odd, odd) || blank, 0)) break;
    newline = here;
    __mmask64 structural_mask = _kor_mask64(_mm512_cmpeq_epi8_mask(block, delimiters), newline_mask);
    structural = _cvtmask64_u64(structural_mask);
    __m512i places = _mm512_maskz_compress_epi8(structural_mask, numbers);
    int fields = __builtin_popcountll(structural);
    store_all(ends, places, fields, from, 0);
    write_records(records, select_bits(newline, structural), first_field + 1);
    records += __builtin_popcountll(newline);
    ends += fields;
    first_field += (uint32_t)fields;
    seen |= block;
    from = (__m512i)((lanes)from + 64);
  }
  written->non_ascii |= _mm512_movepi8_mask(seen);
  written->offset += (uint32_t)(next - start);
  written->ends = ends;
  written->records = records;
  written->first_field = first_field;
  state->may_open = structural >> 63;
  state->after_newline = newline >> 63;
  return next;
}

/// Whether there is a CR or a NUL.
static inline __attribute__((always_inline)) uint64_t rare_among(const uint8_t *bytes) {
  __m512i block = _mm512_loadu_si512(bytes);
  __m512i odd = _mm512_min_epu8(_mm512_xor_si512(block, _mm512_set1_epi8('\r')), block);
  return _mm512_testn_epi8_mask(odd, odd);
}

#define KERNEL(name) name##_avx512
#define has_rare(bytes, masks) rare_among(bytes)
#include "index_body.h"

#pragma clang attribute pop
#endif
