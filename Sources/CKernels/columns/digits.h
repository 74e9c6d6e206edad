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

/// Whether the cells from a record on are numbers of one or two digits, as far as is looked at.
static inline int holds_digits(const checker_column *column, size_t from) {
  const size_t stride = column->stride;
  const uint32_t *end = end_of(column, from);
  if (column->records - from < DIGITS_LEAST) return 0;
  for (size_t cell = 0; cell < DIGITS_SAMPLE; cell++) {
    checker_place place = find_cell(column->bytes, 0, end + cell * stride);
    if (place.length - 1 > 1 || (uint8_t)(place.content[0] - '0') > 9) return 0;
  }
  return 1;
}

#endif
