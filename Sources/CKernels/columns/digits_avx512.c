// Columns of small counts, sixteen cells at a time, for AVX-512.

#include "digits.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(                                                                                \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,bmi,bmi2"))), apply_to = function)

#include "lanes_avx512.h"

#define CELLS (2 * LANES)
/// Contents by whether they have a second digit, that digit and the first one, four bits each.
#define CONTENTS 512
/// Neighbours are counted apart: a count that is not stored yet would have to be waited for.
#define BANKS 2

/// Which contents stand in slots, a bit each.
static inline __m512i known_contents(const digits_hits hits) {
  uint32_t bits[CONTENTS / 32] = {0};
  for (unsigned content = 0; content < CONTENTS; content++) {
    int is_known = hits[content >> 8][content >> 4 & 0xf][content & 0xf] != NULL;
    bits[content / 32] |= (uint32_t)is_known << content % 32;
  }
  return _mm512_loadu_si512(bits);
}

/// The lower halves of eight words and of eight more.
static inline __attribute__((always_inline)) __m512i lower_halves(__m512i first, __m512i next) {
  const __m512i even = _mm512_set_epi32(30, 28, 26, 24, 22, 20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 0);
  return _mm512_permutex2var_epi32(first, even, next);
}

size_t checker_column_digits_avx512(
    const checker_column *column, size_t from, const checker_memory *memory, int *goes_on) {
  const uint8_t *bytes = column->bytes;
  const size_t stride = column->stride;
  const size_t records = column->records;
  const uint32_t *end = end_of(column, from);
  *goes_on = 1;
  if (!holds_digits(column, from)) return from;
  digits_hits hits;
  find_digits(memory->tiny, hits);
  const __m512i known = known_contents(hits);
  const __m512i two = _mm512_set1_epi32(2);
  const __m512i one = _mm512_set1_epi32(1);
  uint32_t times[BANKS][CONTENTS] = {{0}};
  size_t record = from;
  while (*goes_on && records - record >= CELLS) {
    size_t stop = record + (records - record < DIGITS_STRETCH ? (records - record) / CELLS * CELLS : DIGITS_STRETCH);
    unsigned others = 0;
    for (; *goes_on && record < stop; record += CELLS, end += CELLS * stride) {
      eight_places first = find_eight(end, stride);
      eight_places next = find_eight(end + LANES * stride, stride);
      __m512i length = lower_halves(first.length, next.length);
      __m512i digits = lower_halves(words_at(bytes, first.start), words_at(bytes, next.start));
      digits = _mm512_xor_si512(digits, _mm512_set1_epi32(0x3030));
      __mmask16 has_two = _mm512_cmpeq_epi32_mask(length, two);
      // Without a second digit the byte of it is the delimiter's.
      digits = _mm512_and_si512(digits, _mm512_mask_set1_epi32(_mm512_set1_epi32(0xff), has_two, 0xffff));
      __m512i content = _mm512_and_si512(
          _mm512_or_si512(digits, _mm512_srli_epi32(digits, 4)), _mm512_set1_epi32(0xff));
      content = _mm512_mask_or_epi32(content, has_two, content, _mm512_set1_epi32(0x100));
      __mmask16 counted = _mm512_testn_epi32_mask(digits, _mm512_set1_epi32(0xf0f0));
      counted = _mm512_mask_cmple_epu32_mask(counted, _mm512_sub_epi32(length, one), one);
      __m512i bits = _mm512_permutexvar_epi32(_mm512_srli_epi32(content, 5), known);
      counted = _mm512_mask_test_epi32_mask(
          counted, bits, _mm512_sllv_epi32(one, _mm512_and_si512(content, _mm512_set1_epi32(31))));
      uint32_t contents[CELLS];
      _mm512_storeu_si512(contents, content);
      if (__builtin_expect(counted == 0xffff, 1)) {
        for (unsigned cell = 0; cell < CELLS; cell++) times[cell % BANKS][contents[cell]] += 1;
        continue;
      }
      for (unsigned cell = 0; cell < CELLS; cell++) {
        if (counted >> cell & 1) {
          times[0][contents[cell]] += 1;
          continue;
        }
        others++;
        checker_place place = find_cell(bytes, column->quote, end + cell * stride);
        if (!count_known(place, memory->tiny, memory->near, memory->far)) {
          *goes_on = 0;
          record = record + cell - CELLS;
          break;
        }
      }
    }
    if (others > DIGITS_MOST_OTHERS) break;
  }
  for (unsigned content = 0; content < CONTENTS; content++) {
    uint64_t *to = hits[content >> 8][content >> 4 & 0xf][content & 0xf];
    for (unsigned bank = 0; to && bank < BANKS; bank++) *to += times[bank][content];
  }
  return record;
}

#pragma clang attribute pop
#endif
