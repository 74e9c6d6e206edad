// The kernel for processors with AVX2.

#if defined(__x86_64__)

#include <immintrin.h>

#include "scan.h"

#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))
#define SCAN_TARGET AVX2
#define SCAN_NAME scan_chunk_avx2

/// The bytes of two halves that lie in `low...low + span`.
AVX2 static inline uint64_t within(__m256i first, __m256i second, char low, char span) {
  const __m256i from = _mm256_set1_epi8(low), most = _mm256_set1_epi8(span);
  const __m256i a = _mm256_sub_epi8(first, from), b = _mm256_sub_epi8(second, from);
  const uint32_t lower = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(a, most), a));
  const uint32_t upper = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(b, most), b));
  return (uint64_t)upper << 32 | lower;
}

AVX2 static inline uint64_t equal(__m256i first, __m256i second, char byte) {
  const __m256i wanted = _mm256_set1_epi8(byte);
  const uint32_t lower = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(first, wanted));
  const uint32_t upper = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(second, wanted));
  return (uint64_t)upper << 32 | lower;
}

AVX2 static void classify(const uint8_t *bytes, size_t words, scan_maps *maps, scan_lines *lines) {
  __m256i top = _mm256_setzero_si256();
  const __m256i small = _mm256_set1_epi8(0x20);
  for (size_t word = 0; word < words; word++) {
    const __m256i first = _mm256_loadu_si256((const __m256i *)(bytes + word * 64));
    const __m256i second = _mm256_loadu_si256((const __m256i *)(bytes + word * 64 + 32));
    const __m256i lower = _mm256_or_si256(first, small), upper = _mm256_or_si256(second, small);
    const size_t to = SCAN_FIRST_WORD + word;
    maps->map[SCAN_DIGIT][to] = within(first, second, '0', 9);
    maps->map[SCAN_LETTER][to] = within(lower, upper, 'a', 25);
    maps->map[SCAN_B][to] = equal(lower, upper, 'b');
    maps->map[SCAN_HEX_LETTER][to] = within(lower, upper, 'a', 5);
    const uint64_t zero = equal(first, second, '0'), one = equal(first, second, '1');
    maps->map[SCAN_ZERO][to] = zero;
    maps->map[SCAN_ZERO_ONE][to] = zero | one;
    maps->map[SCAN_ZERO_TWO][to] = zero | one | equal(first, second, '2');
    maps->map[SCAN_SPACE][to] = equal(first, second, ' ');
    maps->map[SCAN_HYPHEN][to] = equal(first, second, '-');
    maps->map[SCAN_DOT][to] = equal(first, second, '.');
    maps->map[SCAN_COMMA][to] = equal(first, second, ',');
    maps->map[SCAN_COLON][to] = equal(first, second, ':');
    maps->map[SCAN_SLASH][to] = equal(first, second, '/');
    maps->map[SCAN_PLUS][to] = equal(first, second, '+');
    maps->map[SCAN_AT][to] = equal(first, second, '@');
    lines->feeds[word] = equal(first, second, '\n');
    lines->returns[word] = equal(first, second, '\r');
    top = _mm256_or_si256(top, _mm256_or_si256(first, second));
  }
  lines->high = (uint32_t)_mm256_movemask_epi8(top);
}

/// Words of a vector.
enum { LANES = 4 };

AVX2 static inline int has_bits(const uint64_t *map, size_t words) {
  __m256i any = _mm256_setzero_si256();
  for (size_t word = 0; word < words; word += LANES) {
    any = _mm256_or_si256(any, _mm256_loadu_si256((const __m256i *)(map + word)));
  }
  return !_mm256_testz_si256(any, any);
}

AVX2 static inline __m256i shifted(const uint64_t *map, __m128i left, __m128i right) {
  const __m256i here = _mm256_loadu_si256((const __m256i *)map);
  const __m256i before = _mm256_loadu_si256((const __m256i *)(map - 1));
  return _mm256_or_si256(_mm256_sll_epi64(here, left), _mm256_srl_epi64(before, right));
}

AVX2 static inline __m256i narrow_four(
    const uint64_t *from, const uint64_t *map, __m128i left, __m128i right, uint64_t *to) {
  const __m256i kept = _mm256_and_si256(_mm256_loadu_si256((const __m256i *)from), shifted(map, left, right));
  _mm256_storeu_si256((__m256i *)to, kept);
  return kept;
}

AVX2 static inline int narrow(
    const uint64_t *from, const uint64_t *map, unsigned shift, size_t words, uint64_t *to) {
  // A shift of a lane by 64 gives zero: what a shift by no bit needs.
  const __m128i left = _mm_cvtsi32_si128((int)shift), right = _mm_cvtsi32_si128((int)(64 - shift));
  __m256i any = _mm256_setzero_si256();
  if (words == SCAN_WORDS) {
    // All chunks but the last: most of the work of a scan.
#pragma clang loop unroll(full)
    for (size_t word = 0; word < SCAN_WORDS; word += LANES) {
      any = _mm256_or_si256(any, narrow_four(from + word, map + word, left, right, to + word));
    }
  } else {
    for (size_t word = 0; word < words; word += LANES) {
      any = _mm256_or_si256(any, narrow_four(from + word, map + word, left, right, to + word));
    }
  }
  return !_mm256_testz_si256(any, any);
}

#include "scan_body.h"

#endif
