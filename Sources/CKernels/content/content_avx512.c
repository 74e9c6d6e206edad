// The content kernel for AVX-512.

#include "content.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(                                                                                \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi2,avx2,bmi,bmi2,lzcnt,popcnt,pclmul"))),      \
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
#define KERNEL(name) name##_avx512
#include "content_body.h"

#pragma clang attribute pop
#endif
