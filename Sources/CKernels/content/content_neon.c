// The content kernel for 64-bit ARM.

#include "content.h"

#if defined(__aarch64__)
#include <arm_neon.h>

typedef struct vectors {
  uint8x16_t part[4];
} vectors;

static inline vectors load(const uint8_t *bytes) {
  vectors block;
  for (int part = 0; part < 4; part++) block.part[part] = vld1q_u8(bytes + 16 * part);
  return block;
}

static inline vectors lowered(vectors block) {
  for (int part = 0; part < 4; part++) block.part[part] = vorrq_u8(block.part[part], vdupq_n_u8(0x20));
  return block;
}

/// One bit a byte from bytes of all ones and all zeros.
static inline uint64_t bits_of(vectors block) {
  const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t first = vpaddq_u8(vandq_u8(block.part[0], weights), vandq_u8(block.part[1], weights));
  uint8x16_t second = vpaddq_u8(vandq_u8(block.part[2], weights), vandq_u8(block.part[3], weights));
  first = vpaddq_u8(first, second);
  first = vpaddq_u8(first, first);
  return vgetq_lane_u64(vreinterpretq_u64_u8(first), 0);
}

static inline uint64_t equal(vectors block, uint8_t byte) {
  for (int part = 0; part < 4; part++) block.part[part] = vceqq_u8(block.part[part], vdupq_n_u8(byte));
  return bits_of(block);
}

static inline uint64_t below(vectors block, uint8_t from, uint8_t count) {
  for (int part = 0; part < 4; part++) {
    block.part[part] = vcltq_u8(vsubq_u8(block.part[part], vdupq_n_u8(from)), vdupq_n_u8(count));
  }
  return bits_of(block);
}

#include "content_vector_body.h"
#define KERNEL(name) name##_neon
#include "content_body.h"
#endif
