// What kernels that read several cells at a time do cell by cell: the few that they can't read themselves, and what
// few columns need to know.

#ifndef CHECKER_LANES_H
#define CHECKER_LANES_H

#include "cells.h"

/// Reads the cells of the lanes that aren't in `read`, in their order, up to one that isn't known; returns that lane,
/// or `lanes` where there is none. `end` is the entry that ends the first lane's cell.
static inline unsigned take_others(
    const checker_column *column, const uint32_t *end, unsigned lanes, unsigned read, const checker_memory *memory,
    checker_numbers *numbers, checker_hashes *hashes) {
  for (unsigned lane = 0; lane < lanes; lane++) {
    if (read >> lane & 1) continue;
    checker_place place = find_cell(column->bytes, column->quote, end + lane * column->stride);
    if (count_known(place, memory->tiny, memory->near, memory->far)) continue;
    if (!add_cell(place, numbers, hashes)) return lane;
  }
  return lanes;
}

/// Takes in the extremes and the order of the numbers of some lanes.
static inline void note_each(
    const int64_t *mantissas, const uint64_t *scales, unsigned lanes, checker_numbers *numbers) {
  for (; lanes; lanes &= lanes - 1) {
    unsigned lane = (unsigned)__builtin_ctz(lanes);
    note_extremes(mantissas[lane], (uint8_t)scales[lane], numbers);
    note_order(mantissas[lane], (uint8_t)scales[lane], numbers);
  }
}

/// Takes in how the whole numbers of some lanes are rounded.
static inline void note_rounding_of_each(const int64_t *integers, unsigned lanes, checker_numbers *numbers) {
  for (; lanes; lanes &= lanes - 1) {
    int64_t integer = integers[__builtin_ctz(lanes)];
    note_rounding((uint64_t)(integer < 0 ? -integer : integer), numbers);
  }
}

/// Hands out the hashes of some lanes.
static inline void hand_out_each(const uint64_t *hash, unsigned lanes, checker_hashes *hashes) {
  for (; lanes; lanes &= lanes - 1) hand_out(hash[__builtin_ctz(lanes)], hashes);
}

/// Hands out hashes, without a branch on whether they were handed out lately.
static inline void hand_out_all(const uint64_t *found, unsigned count, checker_hashes *hashes) {
  for (unsigned index = 0; index < count; index++) {
    uint64_t hash = found[index];
    uint64_t *recent = recent_of(hash, hashes);
    hashes->out[hashes->count] = hash;
    hashes->count += *recent != hash;
    *recent = hash;
  }
}

#endif
