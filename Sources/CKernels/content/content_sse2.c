// The content kernel for every x86-64.

#include "content.h"

#if defined(__x86_64__)
#include <emmintrin.h>

typedef struct vectors {
  __m128i part[4];
} vectors;

static inline vectors load(const uint8_t *bytes) {
  vectors block;
  for (int part = 0; part < 4; part++) {
    block.part[part] = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
  }
  return block;
}

static inline vectors lowered(vectors block) {
  for (int part = 0; part < 4; part++) block.part[part] = _mm_or_si128(block.part[part], _mm_set1_epi8(0x20));
  return block;
}

static inline uint64_t high_bits(vectors block) {
  uint64_t mask = 0;
  for (int part = 0; part < 4; part++) {
    mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(block.part[part]) << (16 * part);
  }
  return mask;
}

static inline uint64_t equal(vectors block, char byte) {
  for (int part = 0; part < 4; part++) {
    block.part[part] = _mm_cmpeq_epi8(block.part[part], _mm_set1_epi8(byte));
  }
  return high_bits(block);
}

static inline uint64_t below(vectors block, char from, char count) {
  for (int part = 0; part < 4; part++) {
    __m128i distance = _mm_sub_epi8(block.part[part], _mm_set1_epi8(from));
    block.part[part] = _mm_cmpeq_epi8(_mm_min_epu8(distance, _mm_set1_epi8((char)(count - 1))), distance);
  }
  return high_bits(block);
}

#include "content_vector_body.h"
#define KERNEL(name) name##_sse2
#include "content_body.h"
#endif
