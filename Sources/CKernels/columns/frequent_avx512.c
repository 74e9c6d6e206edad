// Columns of few contents, for AVX-512: those that come most stand in registers.

#include "cells.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,bmi,bmi2"))), apply_to = function)

#include "lanes_avx512.h"

/// Contents that fit into a register, of at most CHECKER_NEAR_BYTES each.
#define CONTENTS 8
/// Cells from which the contents are taken.
#define SAMPLE 32
/// Cells between two looks at whether the contents still are those that come most, and how many others there may be.
#define STRETCH 1024
#define MOST_OTHERS 128

typedef struct frequent_contents {
  /// The first eight bytes of each, and the others with the length in the highest byte; zeros behind a content. Where
  /// all are of at most CHECKER_TINY_BYTES the length is in the highest byte of `low`.
  uint64_t low[CONTENTS];
  uint64_t high[CONTENTS];
  uint64_t *hits[CONTENTS];
  unsigned count;
  int are_tiny;
} frequent_contents;

/// Contents of eight cells in the same form.
typedef struct contents_of_eight {
  __m512i low;
  __m512i high;
  /// Cells that are no longer than what can be told apart.
  __mmask8 fits;
} contents_of_eight;

static inline __attribute__((always_inline)) contents_of_eight read_eight_contents(
    const uint8_t *bytes, const uint32_t *end, size_t stride, int are_tiny) {
  const __m512i ones = _mm512_set1_epi8(-1);
  eight_places places = find_eight(end, stride);
  __m512i bits = _mm512_slli_epi64(places.length, 3);
  __m512i mark = _mm512_slli_epi64(places.length, 56);
  contents_of_eight eight;
  eight.low = _mm512_andnot_si512(_mm512_sllv_epi64(ones, bits), words_at(bytes, places.start));
  if (are_tiny) {
    eight.fits = _mm512_cmple_epu64_mask(places.length, _mm512_set1_epi64(CHECKER_TINY_BYTES));
    eight.low = _mm512_or_si512(eight.low, mark);
    eight.high = _mm512_setzero_si512();
    return eight;
  }
  eight.fits = _mm512_cmple_epu64_mask(places.length, _mm512_set1_epi64(CHECKER_NEAR_BYTES));
  __m512i rest = words_at(bytes + 8, places.start);
  __m512i rest_bits = _mm512_max_epi64(_mm512_sub_epi64(bits, _mm512_set1_epi64(64)), _mm512_setzero_si512());
  eight.high = _mm512_or_si512(_mm512_andnot_si512(_mm512_sllv_epi64(ones, rest_bits), rest), mark);
  return eight;
}

/// Takes back that the cells of some lanes were counted.
static void take_back(const contents_of_eight *eight, unsigned lanes, const frequent_contents *contents) {
  uint64_t low[LANES], high[LANES];
  _mm512_storeu_si512(low, eight->low);
  _mm512_storeu_si512(high, eight->high);
  for (; lanes; lanes &= lanes - 1) {
    unsigned lane = (unsigned)__builtin_ctz(lanes);
    for (unsigned content = 0; content < contents->count; content++) {
      int is_same = contents->low[content] == low[lane] && (contents->are_tiny || contents->high[content] == high[lane]);
      *contents->hits[content] -= (uint64_t)is_same;
    }
  }
}

/// Notes a content that was just counted; returns 0 when there are too many.
static int note(checker_place place, const checker_memory *memory, frequent_contents *contents) {
  const uint64_t *masks = checker_length_masks[place.length];
  uint64_t low = checker_load(place.content) & masks[0];
  uint64_t high = (checker_load(place.content + 8) & masks[1]) | place.length << 56;
  for (unsigned known = 0; known < contents->count; known++) {
    if (contents->low[known] == low && contents->high[known] == high) return 1;
  }
  if (contents->count == CONTENTS) return 0;
  uint64_t *hits;
  if (place.length <= CHECKER_TINY_BYTES) {
    hits = tiny_hits(memory->tiny, low | high);
  } else {
    checker_near_slot *pair = &memory->near[near_pair(low, high)];
    hits = &pair[pair[0].low != low || pair[0].high != high].hits;
  }
  contents->low[contents->count] = low;
  contents->high[contents->count] = high;
  contents->hits[contents->count++] = hits;
  return 1;
}

size_t checker_column_frequent_avx512(
    const checker_column *column, size_t from, const checker_memory *memory, int *goes_on) {
  checker_tiny_slot *tiny = memory->tiny;
  checker_near_slot *near = memory->near;
  checker_far_slot *far = memory->far;
  const uint8_t *bytes = column->bytes;
  const uint8_t quote = column->quote;
  const size_t stride = column->stride;
  const size_t records = column->records;
  const uint32_t *end = end_of(column, from);
  size_t record = from;
  *goes_on = 0;
  frequent_contents contents = {.count = 0};
  for (; record < from + SAMPLE && record < records; record++, end += stride) {
    checker_place place = find_cell(bytes, quote, end);
    if (!count_known(place, tiny, near, far)) return record;
    // What stands in quotes is left to the slots.
    int is_plain = bytes[(end[-1] + 1) & (CHECKER_UNESCAPE_BIT - 1)] != quote || !quote;
    if (is_plain && (place.length > CHECKER_NEAR_BYTES || !note(place, memory, &contents))) {
      *goes_on = 1;
      return record + 1;
    }
  }
  contents.are_tiny = 1;
  for (unsigned content = 0; content < contents.count; content++) {
    if (contents.high[content] >> 56 > CHECKER_TINY_BYTES) contents.are_tiny = 0;
  }
  for (unsigned content = 0; contents.are_tiny && content < contents.count; content++) {
    contents.low[content] |= contents.high[content];
  }
  __m512i low[CONTENTS], high[CONTENTS], hits[CONTENTS];
  for (unsigned content = 0; content < CONTENTS; content++) {
    // No cell has the length of what stands behind the last.
    low[content] = _mm512_set1_epi64(content < contents.count ? (int64_t)contents.low[content] : 0);
    high[content] = _mm512_set1_epi64(content < contents.count ? (int64_t)contents.high[content] : -1);
    hits[content] = _mm512_setzero_si512();
  }
  int is_known = 1;
  while (is_known && records - record >= LANES) {
    size_t stop = record + (records - record < STRETCH ? (records - record) / LANES * LANES : STRETCH);
    unsigned others = 0;
    for (; is_known && record < stop; record += LANES, end += LANES * stride) {
      // A content that begins with a quote never stands here as it is written: its slot says that it is escaped.
      contents_of_eight eight = read_eight_contents(bytes, end, stride, contents.are_tiny);
      __mmask8 counted = 0;
#define COUNT(content)                                                                                       \
  if (content < contents.count) {                                                                            \
    __mmask8 same = _mm512_mask_cmpeq_epi64_mask(eight.fits, eight.low, low[content]);                       \
    if (!contents.are_tiny) same = _mm512_mask_cmpeq_epi64_mask(same, eight.high, high[content]);            \
    hits[content] = _mm512_mask_sub_epi64(hits[content], same, hits[content], _mm512_set1_epi64(-1));        \
    counted |= same;                                                                                         \
  }
      COUNT(0) COUNT(1) COUNT(2) COUNT(3) COUNT(4) COUNT(5) COUNT(6) COUNT(7)
#undef COUNT
      if (__builtin_expect(counted == 0xff, 1)) continue;
      for (unsigned cell = 0; cell < LANES; cell++) {
        if (counted >> cell & 1) continue;
        others++;
        if (count_known(find_cell(bytes, quote, end + cell * stride), tiny, near, far)) continue;
        // What stands behind it must wait for it.
        is_known = 0;
        take_back(&eight, counted & ~((1u << cell) - 1), &contents);
        record = record + cell - LANES;
        break;
      }
    }
    if (is_known && others > MOST_OTHERS) break;
  }
  *goes_on = is_known;
  for (unsigned content = 0; content < contents.count; content++) {
    *contents.hits[content] += (uint64_t)_mm512_reduce_add_epi64(hits[content]);
  }
  return record;
}

#pragma clang attribute pop
#endif
