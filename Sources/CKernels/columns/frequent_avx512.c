// Columns of few contents, for AVX-512: those that come most stand in registers.

#include "cells.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,bmi,bmi2"))), apply_to = function)

/// Contents that fit into a register, of at most CHECKER_NEAR_BYTES each.
#define CONTENTS 8
/// Cells from which the contents are taken.
#define SAMPLE 32
/// Cells between two looks at whether the contents still are those that come most, and how many others there may be.
#define STRETCH 1024
#define MOST_OTHERS 128

typedef struct frequent_contents {
  /// The first eight bytes of each, and the others with the length in the highest byte; zeros behind a content.
  uint64_t low[CONTENTS];
  uint64_t high[CONTENTS];
  uint64_t *hits[CONTENTS];
  unsigned count;
} frequent_contents;

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
  const uint32_t *end = column->ends + (ptrdiff_t)column->first + (ptrdiff_t)(from * stride);
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
  // No cell has this length.
  for (unsigned rest = contents.count; rest < CONTENTS; rest++) {
    contents.low[rest] = 0;
    contents.high[rest] = ~0ull;
  }
  const __m512i low = _mm512_loadu_si512(contents.low);
  const __m512i high = _mm512_loadu_si512(contents.high);
  const __m512i one = _mm512_set1_epi64(1);
  __m512i hits = _mm512_setzero_si512();
  const uint32_t offset_mask = CHECKER_UNESCAPE_BIT - 1;
  int is_known = 1;
  while (is_known && record < records) {
    size_t stop = records - record < STRETCH ? records : record + STRETCH;
    unsigned others = 0;
    for (; record < stop; record++, end += stride) {
      uint32_t mark = end[0];
      uint32_t start = (end[-1] + 1) & offset_mask;
      uint64_t length = (mark & offset_mask) - (mark >> 31) - start;
      if (__builtin_expect(length <= CHECKER_NEAR_BYTES, 1)) {
        // A content that begins with a quote never stands here as it is written: its slot says that it is escaped.
        const uint64_t *masks = checker_length_masks[length];
        uint64_t first = checker_load(bytes + start) & masks[0];
        uint64_t second = (checker_load(bytes + start + 8) & masks[1]) | length << 56;
        __mmask8 same = _mm512_cmpeq_epi64_mask(low, _mm512_set1_epi64((int64_t)first));
        same = _mm512_mask_cmpeq_epi64_mask(same, high, _mm512_set1_epi64((int64_t)second));
        hits = _mm512_mask_add_epi64(hits, same, hits, one);
        if (__builtin_expect(same != 0, 1)) continue;
      }
      others++;
      if (!count_known(find_cell(bytes, quote, end), tiny, near, far)) {
        is_known = 0;
        break;
      }
    }
    if (is_known && others > MOST_OTHERS) {
      *goes_on = 1;
      break;
    }
  }
  uint64_t times[CONTENTS];
  _mm512_storeu_si512(times, hits);
  for (unsigned content = 0; content < contents.count; content++) *contents.hits[content] += times[content];
  return record;
}

#pragma clang attribute pop
#endif
