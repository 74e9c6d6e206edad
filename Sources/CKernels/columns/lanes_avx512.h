// Eight cells of a column at a time, for AVX-512. Whoever includes this has switched its instructions on.

#ifndef CHECKER_LANES_AVX512_H
#define CHECKER_LANES_AVX512_H

#include "lanes.h"

#define LANES 8

/// Eight words of 64 bits, each from its own place, which need not be in a register: loads by twos are as fast as a
/// gather then, and are not held back as those are on some processors (Intel, Gather Data Sampling, 2023).
#define EIGHT_WORDS(place)                                                                                   \
  join_words(two_words(place(0), place(1)), two_words(place(2), place(3)), two_words(place(4), place(5)),    \
             two_words(place(6), place(7)))

static inline __attribute__((always_inline)) __m128i two_words(const void *first, const void *second) {
  return _mm_castpd_si128(_mm_loadh_pd(_mm_load_sd((const double *)first), (const double *)second));
}

static inline __attribute__((always_inline)) __m512i join_words(
    __m128i first, __m128i second, __m128i third, __m128i fourth) {
  __m256i low = _mm256_inserti128_si256(_mm256_castsi128_si256(first), second, 1);
  __m256i high = _mm256_inserti128_si256(_mm256_castsi128_si256(third), fourth, 1);
  return _mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1);
}

/// Where eight cells of a column are, in 64 bits each.
typedef struct eight_places {
  /// Of the first byte, among the column's bytes.
  __m512i start;
  /// In bytes, with quotes.
  __m512i length;
  /// The entries that end the cells, with their marks.
  __m512i mark;
} eight_places;

/// Finds the cells whose ends are an entry and the seven behind it, `stride` apart, as `find_cell` does.
static inline __attribute__((always_inline)) eight_places find_eight(const uint32_t *end, size_t stride) {
  const __m512i offset_mask = _mm512_set1_epi64(CHECKER_UNESCAPE_BIT - 1);
  // The entry before stands in the lower half of each word.
#define PAIR(lane) (end - 1 + (lane)*stride)
  __m512i pairs = EIGHT_WORDS(PAIR);
#undef PAIR
  eight_places places;
  places.mark = _mm512_srli_epi64(pairs, 32);
  places.start = _mm512_and_si512(_mm512_add_epi64(pairs, _mm512_set1_epi64(1)), offset_mask);
  places.length = _mm512_sub_epi64(
      _mm512_sub_epi64(_mm512_and_si512(places.mark, offset_mask), _mm512_srli_epi64(places.mark, 31)), places.start);
  return places;
}

/// The eight bytes from each start on. A gather is faster here than loads whose places come out of a register, by a
/// seventh of a column of numbers and a third of one of small counts; where gathers are held back it costs what cells
/// one by one cost.
static inline __attribute__((always_inline)) __m512i words_at(const uint8_t *bytes, __m512i start) {
  return _mm512_i64gather_epi64(start, bytes, 1);
}

#endif
