// The kernel for processors with AVX-512 (BW, VBMI2).

#if defined(__x86_64__)

#include <immintrin.h>

#include "scan.h"

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi2,bmi,bmi2,popcnt")))
#define SCAN_TARGET AVX512
#define SCAN_NAME scan_chunk_avx512

AVX512 static inline uint64_t within(__m512i bytes, char low, char span) {
  return _mm512_cmple_epu8_mask(_mm512_sub_epi8(bytes, _mm512_set1_epi8(low)), _mm512_set1_epi8(span));
}

AVX512 static inline uint64_t equal(__m512i bytes, char byte) {
  return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(byte));
}

AVX512 static void classify(const uint8_t *bytes, size_t words, scan_maps *maps, scan_lines *lines) {
  __m512i top = _mm512_setzero_si512();
  const __m512i small = _mm512_set1_epi8(0x20);
  for (size_t word = 0; word < words; word++) {
    const __m512i block = _mm512_loadu_si512(bytes + word * 64);
    const __m512i folded = _mm512_or_si512(block, small);
    const size_t to = SCAN_FIRST_WORD + word;
    maps->map[SCAN_DIGIT][to] = within(block, '0', 9);
    maps->map[SCAN_LETTER][to] = within(folded, 'a', 25);
    maps->map[SCAN_B][to] = equal(folded, 'b');
    maps->map[SCAN_HEX_LETTER][to] = within(folded, 'a', 5);
    maps->map[SCAN_ZERO][to] = equal(block, '0');
    maps->map[SCAN_ZERO_ONE][to] = within(block, '0', 1);
    maps->map[SCAN_ZERO_TWO][to] = within(block, '0', 2);
    maps->map[SCAN_SPACE][to] = equal(block, ' ');
    maps->map[SCAN_HYPHEN][to] = equal(block, '-');
    maps->map[SCAN_DOT][to] = equal(block, '.');
    maps->map[SCAN_COMMA][to] = equal(block, ',');
    maps->map[SCAN_COLON][to] = equal(block, ':');
    maps->map[SCAN_SLASH][to] = equal(block, '/');
    maps->map[SCAN_PLUS][to] = equal(block, '+');
    maps->map[SCAN_AT][to] = equal(block, '@');
    lines->feeds[word] = equal(block, '\n');
    lines->returns[word] = equal(block, '\r');
    top = _mm512_or_si512(top, block);
  }
  lines->high = _mm512_movepi8_mask(top);
}

AVX512 static inline int has_bits(const uint64_t *map, size_t words) {
  __m512i any = _mm512_setzero_si512();
  for (size_t word = 0; word < words; word += SCAN_GROUP) any = _mm512_or_si512(any, _mm512_load_si512(map + word));
  return _mm512_test_epi64_mask(any, any) != 0;
}

// Words and what they are shifted by are in lines of the cache of their own; the word before each comes from the
// register before.
AVX512 static inline int narrow(
    const uint64_t *from, const uint64_t *map, unsigned shift, size_t words, uint64_t *to) {
  const __m512i count = _mm512_set1_epi64((long long)shift);
  __m512i any = _mm512_setzero_si512();
  __m512i last = _mm512_load_si512(map - SCAN_GROUP);
  for (size_t word = 0; word < words; word += SCAN_GROUP) {
    const __m512i here = _mm512_load_si512(map + word);
    const __m512i moved = _mm512_shldv_epi64(here, _mm512_alignr_epi64(here, last, 7), count);
    const __m512i kept = _mm512_and_si512(_mm512_load_si512(from + word), moved);
    _mm512_store_si512(to + word, kept);
    any = _mm512_or_si512(any, kept);
    last = here;
  }
  return _mm512_test_epi64_mask(any, any) != 0;
}

#include "scan_body.h"

#endif
