// The content kernel for AVX-512.

#include "content.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(                                                                                \
    __attribute__((target(                                                                                   \
        "avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,lzcnt,popcnt,pclmul"))),    \
    apply_to = function)

typedef __m512i vectors;

static inline __attribute__((always_inline)) vectors load(const uint8_t *bytes) {
  return _mm512_loadu_si512(bytes);
}

static inline __attribute__((always_inline)) vectors lowered(vectors block) {
  return _mm512_or_si512(block, _mm512_set1_epi8(0x20));
}

static inline __attribute__((always_inline)) uint64_t equal(vectors block, char byte) {
  return _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8(byte));
}

static inline __attribute__((always_inline)) uint64_t below(vectors block, char from, char count) {
  return _mm512_cmplt_epu8_mask(_mm512_sub_epi8(block, _mm512_set1_epi8(from)), _mm512_set1_epi8(count));
}

#include "content_vector_body.h"
static size_t checker_content_places_of_blocks(
    const uint8_t *bytes, size_t count, uint32_t offset, uint8_t delimiter, checker_content_state *state,
    uint32_t *places);
#define KERNEL(name) name##_of_blocks
#include "content_body.h"
#include "plain_avx512.h"

/// Blocks of which nothing can be found in eight in a row are passed over, the others are looked at one by one.
size_t checker_content_places_avx512(
    const uint8_t *bytes, size_t count, uint32_t offset, uint8_t delimiter, checker_content_state *state,
    uint32_t *places) {
  const size_t group_bytes = PLAIN_GROUP * 64;
  plain_classes classes;
  plain_words words;
  // Behind the group before, and behind this one.
  plain_state states[2];
  unsigned latest = 0;
  // Whether `states` and `state` say what stands before the group: one of them at least does.
  int is_spread = 0;
  int is_gathered = 1;
  uint32_t *next = places;
  size_t position = 0;
  if (count >= group_bytes) classify_bytes(delimiter, &classes);
  while (count - position >= group_bytes) {
    size_t groups = (count - position) / group_bytes;
    if (groups > PLAIN_WORDS / PLAIN_GROUP) groups = PLAIN_WORDS / PLAIN_GROUP;
    classify_words(bytes + position, groups, &classes, &words);
    size_t refused = 0;
    for (size_t group = 0; group < groups; group++, position += group_bytes) {
      if (!words.other[group] && (is_spread || may_be_plain(state))) {
        if (!is_spread) spread(state, &states[latest]);
        is_spread = 1;
        if (is_plain(&words, group * PLAIN_GROUP, &states[latest], &states[1 - latest])) {
          latest = 1 - latest;
          is_gathered = 0;
          continue;
        }
      }
      if (!is_gathered) gather(&states[latest], state);
      is_gathered = 1;
      is_spread = 0;
      refused += 1;
      next += checker_content_places_of_blocks(
          bytes + position, group_bytes, offset + (uint32_t)position, delimiter, state, next);
    }
    // Text of this kind costs twice: the rest of the call is looked at in blocks.
    if (2 * refused > groups) break;
  }
  if (!is_gathered) gather(&states[latest], state);
  next += checker_content_places_of_blocks(
      bytes + position, count - position, offset + (uint32_t)position, delimiter, state, next);
  return (size_t)(next - places);
}

#pragma clang attribute pop
#endif
