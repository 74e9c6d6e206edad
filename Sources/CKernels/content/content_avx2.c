// The content kernel for AVX2.

#include "content.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(                                                                                \
    __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt,pclmul"))), apply_to = function)

typedef struct vectors {
  __m256i low;
  __m256i high;
} vectors;

static inline __attribute__((always_inline)) vectors load(const uint8_t *bytes) {
  vectors block = {
      _mm256_loadu_si256((const __m256i *)bytes), _mm256_loadu_si256((const __m256i *)(bytes + 32))};
  return block;
}

static inline __attribute__((always_inline)) vectors lowered(vectors block) {
  __m256i bit = _mm256_set1_epi8(0x20);
  vectors lower = {_mm256_or_si256(block.low, bit), _mm256_or_si256(block.high, bit)};
  return lower;
}

static inline __attribute__((always_inline)) uint64_t high_bits(vectors block) {
  return (uint32_t)_mm256_movemask_epi8(block.low) |
         (uint64_t)(uint32_t)_mm256_movemask_epi8(block.high) << 32;
}

static inline __attribute__((always_inline)) uint64_t equal(vectors block, char byte) {
  __m256i wanted = _mm256_set1_epi8(byte);
  vectors same = {_mm256_cmpeq_epi8(block.low, wanted), _mm256_cmpeq_epi8(block.high, wanted)};
  return high_bits(same);
}

static inline __attribute__((always_inline)) uint64_t below(vectors block, char from, char count) {
  __m256i first = _mm256_set1_epi8(from);
  __m256i last = _mm256_set1_epi8((char)(count - 1));
  __m256i low = _mm256_sub_epi8(block.low, first);
  __m256i high = _mm256_sub_epi8(block.high, first);
  vectors within = {
      _mm256_cmpeq_epi8(_mm256_min_epu8(low, last), low),
      _mm256_cmpeq_epi8(_mm256_min_epu8(high, last), high)};
  return high_bits(within);
}

#include "content_vector_body.h"
#define KERNEL(name) name##_avx2
#include "content_body.h"

#pragma clang attribute pop
#endif
