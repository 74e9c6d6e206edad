// The csv kernel for 64-bit ARM.

#include "kernel.h"

#if defined(__aarch64__)
#include <arm_neon.h>

/// One bit a byte from four vectors of all-ones and all-zeros bytes.
static inline uint64_t bits_of(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
  const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t first = vpaddq_u8(vandq_u8(a, weights), vandq_u8(b, weights));
  uint8x16_t second = vpaddq_u8(vandq_u8(c, weights), vandq_u8(d, weights));
  first = vpaddq_u8(first, second);
  first = vpaddq_u8(first, first);
  return vgetq_lane_u64(vreinterpretq_u64_u8(first), 0);
}

static inline uint64_t equal(const uint8x16_t block[4], uint8_t byte) {
  uint8x16_t wanted = vdupq_n_u8(byte);
  return bits_of(
      vceqq_u8(block[0], wanted), vceqq_u8(block[1], wanted), vceqq_u8(block[2], wanted),
      vceqq_u8(block[3], wanted));
}

static inline checker_masks masks_of(const uint8_t *bytes, checker_csv_dialect dialect) {
  uint8x16_t block[4];
  for (int part = 0; part < 4; part++) block[part] = vld1q_u8(bytes + 16 * part);
  uint8x16_t least = vdupq_n_u8(0x80);
  checker_masks masks;
  masks.delimiter = equal(block, dialect.delimiter);
  masks.newline = equal(block, '\n');
  masks.carriage_return = equal(block, '\r');
  masks.quote = equal(block, dialect.quote);
  masks.nul = equal(block, 0);
  masks.non_ascii = bits_of(
      vcgeq_u8(block[0], least), vcgeq_u8(block[1], least), vcgeq_u8(block[2], least),
      vcgeq_u8(block[3], least));
  return masks;
}

#define KERNEL(name) name##_neon
#define has_rare checker_has_rare_by_masks
#define has_high checker_has_high_by_masks
#define prefix_xor checker_prefix_xor_shifts
#define write_offsets checker_write_offsets_counting
#define select_bits checker_select_bits_counting
#include "pieces.h"
#include "index_body.h"
#endif
