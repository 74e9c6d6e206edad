// What the csv kernels share before their bodies.

#ifndef CHECKER_CSV_KERNEL_H
#define CHECKER_CSV_KERNEL_H

#include <string.h>

#include "checker_kernels.h"

/// One bit a byte of 64.
typedef struct checker_masks {
  uint64_t delimiter;
  uint64_t newline;
  uint64_t carriage_return;
  uint64_t quote;
  uint64_t nul;
  uint64_t non_ascii;
} checker_masks;

/// Where the next entries go, and what was seen.
typedef struct checker_csv_written {
  uint32_t *ends;
  uint32_t *records;
  /// Of the next byte.
  uint32_t offset;
  /// The fields before the next one.
  uint32_t first_field;
  uint64_t non_ascii;
  uint64_t escapes;
  uint64_t inner_lines;
  /// The last block had a quote, or was within quotes.
  int had_quote;
} checker_csv_written;

#define CHECKER_DECLARE_CSV(suffix)                                                                          \
  void checker_csv_index_##suffix(                                                                           \
      const uint8_t *bytes, size_t count, uint32_t offset, uint32_t first_field,                             \
      checker_csv_dialect dialect, checker_csv_state *state, uint32_t *ends, uint32_t *records,              \
      checker_csv_result *result);                                                                           \
  size_t checker_csv_lines_##suffix(const uint8_t *bytes, size_t count, int *after_return);

CHECKER_DECLARE_CSV(portable)
CHECKER_DECLARE_CSV(sse2)
CHECKER_DECLARE_CSV(avx2)
CHECKER_DECLARE_CSV(avx512)
CHECKER_DECLARE_CSV(neon)

/// `has_rare` and `has_high` where all masks are at hand.
#define checker_has_rare_by_masks(bytes, masks) ((masks).carriage_return | (masks).nul)
#define checker_has_high_by_masks(bytes, masks) ((masks).non_ascii)

/// Shifts in place of a carry-less multiply.
static inline uint64_t checker_prefix_xor_shifts(uint64_t bits) {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  bits ^= bits << 32;
  return bits;
}

/// `select_bits` by counting.
static inline uint64_t checker_select_bits_counting(uint64_t bits, uint64_t of) {
  uint64_t selected = 0;
  while (bits) {
    uint64_t lowest = bits & -bits;
    selected |= 1ull << __builtin_popcountll(of & (lowest - 1));
    bits &= bits - 1;
  }
  return selected;
}

/// `write_offsets` one bit at a time.
static inline void checker_write_offsets_counting(uint32_t *out, uint64_t bits, uint32_t base) {
  while (bits) {
    *out++ = base + (uint32_t)__builtin_ctzll(bits);
    bits &= bits - 1;
  }
}

/// Sets a mark on some of the next fields, one bit each.
static inline void checker_mark_fields(uint32_t *ends, uint64_t ordinals, uint32_t mark) {
  while (ordinals) {
    ends[__builtin_ctzll(ordinals)] |= mark;
    ordinals &= ordinals - 1;
  }
}

#endif
