// The csv kernel in plain C: what the others are compared with.

#include "kernel.h"

static inline checker_masks masks_of(const uint8_t *bytes, checker_csv_dialect dialect) {
  checker_masks masks = {0, 0, 0, 0, 0, 0};
  for (int index = 0; index < 64; index++) {
    uint8_t byte = bytes[index];
    masks.delimiter |= (uint64_t)(byte == dialect.delimiter) << index;
    masks.newline |= (uint64_t)(byte == '\n') << index;
    masks.carriage_return |= (uint64_t)(byte == '\r') << index;
    masks.quote |= (uint64_t)(byte == dialect.quote) << index;
    masks.nul |= (uint64_t)(byte == 0) << index;
    masks.non_ascii |= (uint64_t)(byte > 127) << index;
  }
  return masks;
}

#define KERNEL(name) name##_portable
#define has_rare checker_has_rare_by_masks
#define has_high checker_has_high_by_masks
#define prefix_xor checker_prefix_xor_shifts
#define write_offsets checker_write_offsets_counting
#define select_bits checker_select_bits_counting
#include "pieces.h"
#include "index_body.h"
