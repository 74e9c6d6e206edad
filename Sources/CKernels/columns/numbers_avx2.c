// Plain numbers of one column, four at a time, for AVX2.

#include "lanes.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)

#define LANES 4
/// Longest content that is read here, in bytes.
#define MOST_BYTES 8

static inline __attribute__((always_inline)) __m256i all(int64_t value) { return _mm256_set1_epi64x(value); }

/// Every bit of a lane set, or none.
static inline __attribute__((always_inline)) unsigned lanes_of(__m256i mask) {
  return (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(mask));
}

/// The lowest 64 bits of a product.
static inline __attribute__((always_inline)) __m256i times(__m256i value, uint64_t factor) {
  __m256i low = all((int64_t)factor);
  __m256i high = all((int64_t)(factor >> 32));
  __m256i cross = _mm256_add_epi64(
      _mm256_mul_epu32(_mm256_srli_epi64(value, 32), low), _mm256_mul_epu32(value, high));
  return _mm256_add_epi64(_mm256_mul_epu32(value, low), _mm256_slli_epi64(cross, 32));
}

/// `checker_mix` of each lane.
static inline __attribute__((always_inline)) __m256i mix(__m256i value) {
  value = times(_mm256_xor_si256(value, _mm256_srli_epi64(value, 30)), CHECKER_MIX_FIRST);
  value = times(_mm256_xor_si256(value, _mm256_srli_epi64(value, 27)), CHECKER_MIX_SECOND);
  return _mm256_xor_si256(value, _mm256_srli_epi64(value, 31));
}

/// The value of eight digits of each lane, the first one lowest, less '0' each.
static inline __attribute__((always_inline)) __m256i value_of_digits(__m256i digits) {
  __m256i pairs = _mm256_maddubs_epi16(digits, _mm256_set1_epi16(0x010a));
  __m256i fours = _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x00010064));
  return _mm256_add_epi64(_mm256_mul_epu32(fours, all(10000)), _mm256_srli_epi64(fours, 32));
}

static inline __attribute__((always_inline)) __m256i with_sign(__m256i magnitude, __m256i is_negative) {
  return _mm256_sub_epi64(_mm256_xor_si256(magnitude, is_negative), is_negative);
}

/// Four cells, read.
typedef struct readings {
  /// Lanes that hold plain numbers of at most MOST_BYTES bytes, not small and whole; whole ones among them;
  /// those with zeros in front.
  __m256i added;
  __m256i whole;
  __m256i leading;
  __m256i mantissa;
  __m256i scale;
  /// The number without what is behind its point.
  __m256i integer;
  __m256i hash;
} readings;

/// Reads contents, of which `word` has the first eight bytes and whatever follows them.
static inline __attribute__((always_inline)) readings read_four(__m256i word, __m256i length) {
  const __m256i zero = _mm256_setzero_si256();
  const __m256i ones = _mm256_set1_epi8(-1);
  readings result;
  __m256i bits = _mm256_slli_epi64(length, 3);
  __m256i content = _mm256_andnot_si256(_mm256_sllv_epi64(ones, bits), word);
  __m256i negative = _mm256_cmpeq_epi64(_mm256_and_si256(word, all(0xff)), all('-'));
  __m256i text = _mm256_srlv_epi64(content, _mm256_and_si256(negative, all(8)));
  __m256i text_bits = _mm256_add_epi64(bits, _mm256_and_si256(negative, all(-8)));
  __m256i zero_first = _mm256_cmpeq_epi64(_mm256_and_si256(text, all(0xff)), all('0'));

  // The text goes to the end of its lane, and what stands before the point closes up to what is behind it.
  text = _mm256_sllv_epi64(text, _mm256_sub_epi64(all(64), text_bits));
  __m256i points = _mm256_cmpeq_epi8(text, _mm256_set1_epi8('.'));
  __m256i lowest = _mm256_and_si256(points, _mm256_sub_epi64(zero, points));
  __m256i no_point = _mm256_cmpeq_epi64(points, zero);
  // Without a point everything is before it.
  __m256i before = _mm256_add_epi64(lowest, ones);
  __m256i behind = _mm256_andnot_si256(
      _mm256_or_si256(before, _mm256_add_epi64(_mm256_slli_epi64(lowest, 8), ones)), ones);
  __m256i point_bits = _mm256_andnot_si256(no_point, all(8));
  __m256i digits = _mm256_or_si256(
      _mm256_sllv_epi64(_mm256_and_si256(text, before), point_bits), _mm256_and_si256(text, behind));
  __m256i digit_bits = _mm256_sub_epi64(text_bits, point_bits);
  digits = _mm256_or_si256(
      digits, _mm256_and_si256(_mm256_set1_epi8('0'), _mm256_srlv_epi64(ones, digit_bits)));
  digits = _mm256_sub_epi8(digits, _mm256_set1_epi8('0'));
  result.scale = _mm256_sad_epu8(_mm256_and_si256(behind, _mm256_set1_epi8(1)), zero);
  __m256i scale_bits = _mm256_slli_epi64(result.scale, 3);
  __m256i integer_bits = _mm256_sub_epi64(digit_bits, scale_bits);

  // Digits alone, and on both sides of a point.
  __m256i added = _mm256_cmpeq_epi64(_mm256_subs_epu8(digits, _mm256_set1_epi8(9)), zero);
  added = _mm256_and_si256(added, _mm256_cmpgt_epi64(all(MOST_BYTES + 1), length));
  added = _mm256_and_si256(added, _mm256_cmpgt_epi64(integer_bits, zero));
  added = _mm256_andnot_si256(_mm256_andnot_si256(no_point, _mm256_cmpeq_epi64(result.scale, zero)), added);

  result.mantissa = with_sign(value_of_digits(digits), negative);
  result.integer = with_sign(value_of_digits(_mm256_sllv_epi64(digits, scale_bits)), negative);
  __m256i whole = _mm256_cmpeq_epi64(_mm256_and_si256(digits, behind), zero);
  __m256i is_small = _mm256_andnot_si256(
      _mm256_cmpgt_epi64(result.integer, all(SMALL - 1)), _mm256_cmpgt_epi64(result.integer, all(-1)));
  result.added = _mm256_andnot_si256(_mm256_and_si256(whole, is_small), added);
  result.whole = whole;
  result.leading = _mm256_and_si256(zero_first, _mm256_cmpgt_epi64(integer_bits, all(8)));
  result.hash = mix(_mm256_xor_si256(content, _mm256_xor_si256(length, all((int64_t)CHECKER_HASH_SEED))));
  return result;
}

static inline uint64_t scale_of(__m256i scale, unsigned lane) {
  uint64_t scales[LANES];
  _mm256_storeu_si256((__m256i *)scales, scale);
  return scales[lane];
}

/// Takes in the extremes of numbers of one scale.
static inline void keep_extremes(__m256i least, __m256i most, __m256i scale, checker_numbers *numbers) {
  int64_t lows[LANES], highs[LANES];
  _mm256_storeu_si256((__m256i *)lows, least);
  _mm256_storeu_si256((__m256i *)highs, most);
  uint64_t of = scale_of(scale, 0);
  for (unsigned lane = 0; lane < LANES; lane++) {
    if (lows[lane] < numbers->least[of]) numbers->least[of] = lows[lane];
    if (highs[lane] > numbers->most[of]) numbers->most[of] = highs[lane];
  }
}

static inline void load_extremes(
    __m256i scale, const checker_numbers *numbers, __m256i *least, __m256i *most) {
  uint64_t of = scale_of(scale, 0);
  *least = all(numbers->least[of]);
  *most = all(numbers->most[of]);
}

size_t checker_column_run_avx2(
    const checker_column *column, size_t from, const checker_memory *memory, checker_numbers *numbers,
    checker_hashes *hashes) {
  const size_t stride = column->stride;
  const uint32_t *end = end_of(column, from);
  const uint8_t *bytes = column->bytes;
  const uint8_t quote = column->quote;
  // Comparisons are of signed numbers.
  const __m256i sign = all(INT64_MIN);
  const __m256i threshold = _mm256_xor_si256(all((int64_t)hashes->threshold), sign);
  __m256i sum = _mm256_setzero_si256();
  __m256i longest = sum;
  __m256i scales = sum;
  __m256i scale = sum;
  __m256i least, most;
  load_extremes(scale, numbers, &least, &most);
  size_t record = from;
  int stopped = 0;
  for (; !stopped && record + LANES <= column->records; record += LANES, end += LANES * stride) {
    checker_place places[LANES];
    for (unsigned lane = 0; lane < LANES; lane++) {
      places[lane] = find_cell(bytes, quote, end + lane * stride);
    }
#define FOUR(value) _mm256_set_epi64x((int64_t)value(3), (int64_t)value(2), (int64_t)value(1), (int64_t)value(0))
#define WORD(lane) checker_load(places[lane].content)
    // What has doubled quotes is longer than a number may be.
#define LENGTH(lane) (places[lane].length | places[lane].escaped)
    __m256i length = FOUR(LENGTH);
    readings four = read_four(FOUR(WORD), length);
#undef FOUR
#undef WORD
#undef LENGTH
    unsigned added = lanes_of(four.added);
    // What can't be read here waits for the cells before it while their order counts.
    if (__builtin_expect(added != (1u << LANES) - 1 && numbers->is_increasing, 0)) added = 0;
    if (__builtin_expect(added != (1u << LANES) - 1, 0)) {
      unsigned unknown = take_others(column, end, LANES, added, memory, numbers, hashes);
      // What stands behind a cell that isn't known must wait for it.
      stopped = unknown < LANES;
      added &= (1u << unknown) - 1;
      record = record + unknown - LANES;
      four.added = _mm256_set_epi64x(
          -(int64_t)(added >> 3 & 1), -(int64_t)(added >> 2 & 1), -(int64_t)(added >> 1 & 1),
          -(int64_t)(added & 1));
    }
    __m256i whole = _mm256_and_si256(four.added, four.whole);
    unsigned wholes = lanes_of(whole);
    numbers->numbers += (uint64_t)__builtin_popcount(added);
    numbers->wholes += (uint64_t)__builtin_popcount(wholes);
    numbers->nonzero_wholes += (uint64_t)__builtin_popcount(wholes);
    numbers->leading_zeros +=
        (uint64_t)__builtin_popcount(lanes_of(_mm256_and_si256(four.added, four.leading)));
    sum = _mm256_add_epi64(sum, _mm256_and_si256(whole, four.integer));
    longest = _mm256_max_epu8(longest, _mm256_and_si256(four.added, length));
    scales = _mm256_or_si256(scales, _mm256_and_si256(four.added, _mm256_sllv_epi64(all(1), four.scale)));

    // Most columns have one scale: of the latest the extremes stay in registers.
    unsigned of_scale = added & lanes_of(_mm256_cmpeq_epi64(four.scale, scale));
    if (__builtin_expect(of_scale != added, 0)) {
      keep_extremes(least, most, scale, numbers);
      scale = all(scale_of(four.scale, (unsigned)__builtin_ctz(added & ~of_scale)));
      load_extremes(scale, numbers, &least, &most);
      of_scale = added & lanes_of(_mm256_cmpeq_epi64(four.scale, scale));
    }
    if (__builtin_expect(of_scale == added, 1)) {
      __m256i low = _mm256_blendv_epi8(all(INT64_MAX), four.mantissa, four.added);
      __m256i high = _mm256_blendv_epi8(all(INT64_MIN), four.mantissa, four.added);
      least = _mm256_blendv_epi8(least, low, _mm256_cmpgt_epi64(least, low));
      most = _mm256_blendv_epi8(most, high, _mm256_cmpgt_epi64(high, most));
    }
    if (__builtin_expect(of_scale != added || numbers->is_increasing, 0)) {
      keep_extremes(least, most, scale, numbers);
      int64_t mantissas[LANES];
      uint64_t scales_of_lanes[LANES];
      _mm256_storeu_si256((__m256i *)mantissas, four.mantissa);
      _mm256_storeu_si256((__m256i *)scales_of_lanes, four.scale);
      note_each(mantissas, scales_of_lanes, added, numbers);
      load_extremes(scale, numbers, &least, &most);
    }
    if (wholes && (numbers->divisor != 1 || numbers->is_midpoint_six)) {
      int64_t integers[LANES];
      _mm256_storeu_si256((__m256i *)integers, four.integer);
      note_rounding_of_each(integers, wholes, numbers);
    }
    unsigned smallest = added & lanes_of(_mm256_cmpgt_epi64(threshold, _mm256_xor_si256(four.hash, sign)));
    if (__builtin_expect(smallest != 0, 0)) {
      uint64_t hash[LANES];
      _mm256_storeu_si256((__m256i *)hash, four.hash);
      hand_out_each(hash, smallest, hashes);
    }
  }
  keep_extremes(least, most, scale, numbers);
  uint64_t parts[3][LANES];
  _mm256_storeu_si256((__m256i *)parts[0], sum);
  _mm256_storeu_si256((__m256i *)parts[1], longest);
  _mm256_storeu_si256((__m256i *)parts[2], scales);
  for (unsigned lane = 0; lane < LANES; lane++) {
    numbers->sum += (int64_t)parts[0][lane];
    if (parts[1][lane] > numbers->longest) numbers->longest = parts[1][lane];
    numbers->scales |= (uint32_t)parts[2][lane];
  }
  return record;
}

#pragma clang attribute pop
#endif
