// The csv kernel for every x86-64.

#include "kernel.h"

#if defined(__x86_64__)
#include <emmintrin.h>

static inline uint64_t equal(const __m128i block[4], uint8_t byte) {
  __m128i wanted = _mm_set1_epi8((char)byte);
  uint64_t mask = 0;
  for (int part = 0; part < 4; part++) {
    uint32_t bits = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block[part], wanted));
    mask |= (uint64_t)bits << (16 * part);
  }
  return mask;
}

static inline checker_masks masks_of(const uint8_t *bytes, checker_csv_dialect dialect) {
  __m128i block[4];
  for (int part = 0; part < 4; part++) block[part] = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
  checker_masks masks;
  masks.delimiter = equal(block, dialect.delimiter);
  masks.newline = equal(block, '\n');
  masks.carriage_return = equal(block, '\r');
  masks.quote = equal(block, dialect.quote);
  masks.nul = equal(block, 0);
  masks.non_ascii = 0;
  for (int part = 0; part < 4; part++) {
    masks.non_ascii |= (uint64_t)(uint32_t)_mm_movemask_epi8(block[part]) << (16 * part);
  }
  return masks;
}

#define KERNEL(name) name##_sse2
#define has_rare checker_has_rare_by_masks
#define has_high checker_has_high_by_masks
#define prefix_xor checker_prefix_xor_shifts
#define write_offsets checker_write_offsets_counting
#define select_bits checker_select_bits_counting
#include "pieces.h"
#include "index_body.h"
#endif
