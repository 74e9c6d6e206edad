// Columns of small counts: numbers of one or two digits are counted without a look into the slots.

#ifndef CHECKER_COLUMNS_DIGITS_H
#define CHECKER_COLUMNS_DIGITS_H

#include "cells.h"

/// Cells that are looked at first, and how many make it worth the trouble.
#define DIGITS_SAMPLE 16
#define DIGITS_LEAST 512
/// Cells between two looks at whether these still are small counts, and how many others there may be.
#define DIGITS_STRETCH 1024
#define DIGITS_MOST_OTHERS 128

/// Where the hits of a number are counted, by whether it has a second digit, that digit and the first one; NULL for what
/// stands in no slot, and for half bytes that are no digits.
typedef uint64_t *digits_hits[2][16][16];

static inline void find_digits(checker_tiny_slot *tiny, digits_hits hits) {
  memset(hits, 0, sizeof(digits_hits));
  for (uint64_t first = 0; first < 10; first++) {
    uint64_t digit = '0' + first;
    hits[0][0][first] = tiny_hits(tiny, digit | 1ull << 56);
    for (uint64_t second = 0; second < 10; second++) {
      hits[1][second][first] = tiny_hits(tiny, digit | ('0' + second) << 8 | 2ull << 56);
    }
  }
}

/// Counts cells that stand in slots, most of which are numbers of one or two digits. Returns the record that it reached;
/// `goes_on` says whether the cell may be known.
static __attribute__((noinline)) size_t run_digits(
    const checker_column *column, size_t from, const checker_memory *memory, int *goes_on) {
  const uint32_t offset_mask = CHECKER_UNESCAPE_BIT - 1;
  const uint8_t *bytes = column->bytes;
  const size_t stride = column->stride;
  const size_t records = column->records;
  const uint32_t *end = column->ends + (ptrdiff_t)column->first + (ptrdiff_t)(from * stride);
  *goes_on = 1;
  if (records - from < DIGITS_LEAST) return from;
  for (size_t cell = 0; cell < DIGITS_SAMPLE; cell++) {
    uint32_t mark = end[cell * stride];
    uint32_t start = (end[(ptrdiff_t)(cell * stride) - 1] + 1) & offset_mask;
    uint32_t length = (mark & offset_mask) - (mark >> 31) - start;
    if (length - 1 > 1 || (uint8_t)(bytes[start] - '0') > 9) return from;
  }
  digits_hits hits;
  find_digits(memory->tiny, hits);
  size_t record = from;
  while (record < records) {
    size_t stop = records - record < DIGITS_STRETCH ? records : record + DIGITS_STRETCH;
    unsigned others = 0;
    for (; record < stop; record++, end += stride) {
      uint32_t mark = end[0];
      uint32_t start = (end[-1] + 1) & offset_mask;
      uint32_t behind_first = (mark & offset_mask) - (mark >> 31) - start - 1;
      // Without a second digit the byte of it is the delimiter's, and left out: no branch on what is as good as random.
      uint32_t pair = (uint16_t)checker_load(bytes + start) ^ 0x3030;
      pair &= 0xff | (0 - behind_first) << 8;
      if (__builtin_expect(!((pair & 0xf0f0) | (behind_first & ~1u)), 1)) {
        uint64_t *times = hits[behind_first][pair >> 8 & 0xf][pair & 0xf];
        if (__builtin_expect(times != NULL, 1)) {
          *times += 1;
          continue;
        }
      }
      others++;
      checker_place place = find_cell(bytes, column->quote, end);
      if (!count_known(place, memory->tiny, memory->near, memory->far)) {
        *goes_on = 0;
        return record;
      }
    }
    if (others > DIGITS_MOST_OTHERS) break;
  }
  return record;
}

#endif
