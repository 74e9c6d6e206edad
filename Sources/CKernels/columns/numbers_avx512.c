// Plain numbers of one column, eight at a time, for AVX-512.

#include "cells.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(                                                                                \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,bmi,bmi2,lzcnt,popcnt"))),                \
    apply_to = function)

#include "lanes_avx512.h"

/// Hashes that are gathered before they are handed out.
#define MOST_FOUND 256
/// Longest content that is read here, in bytes.
#define MOST_BYTES 8

static inline __attribute__((always_inline)) __m512i all(int64_t value) { return _mm512_set1_epi64(value); }

/// `checker_mix` of each lane.
static inline __attribute__((always_inline)) __m512i mix(__m512i value) {
  value = _mm512_mullo_epi64(
      _mm512_xor_si512(value, _mm512_srli_epi64(value, 30)), all((int64_t)CHECKER_MIX_FIRST));
  value = _mm512_mullo_epi64(
      _mm512_xor_si512(value, _mm512_srli_epi64(value, 27)), all((int64_t)CHECKER_MIX_SECOND));
  return _mm512_xor_si512(value, _mm512_srli_epi64(value, 31));
}

/// The value of eight digits of each lane, the first one lowest, less '0' each.
static inline __attribute__((always_inline)) __m512i value_of_digits(__m512i digits) {
  __m512i pairs = _mm512_maddubs_epi16(digits, _mm512_set1_epi16(0x010a));
  __m512i fours = _mm512_madd_epi16(pairs, _mm512_set1_epi32(0x00010064));
  return _mm512_add_epi64(_mm512_mul_epu32(fours, all(10000)), _mm512_srli_epi64(fours, 32));
}

static inline __attribute__((always_inline)) __m512i with_sign(__m512i magnitude, __mmask8 is_negative) {
  return _mm512_mask_sub_epi64(magnitude, is_negative, _mm512_setzero_si512(), magnitude);
}

/// Eight cells, read.
typedef struct readings {
  /// Lanes that hold plain numbers of at most MOST_BYTES bytes, not small and whole; whole ones among them;
  /// those with zeros in front.
  __mmask8 added;
  __mmask8 whole;
  __mmask8 leading;
  __m512i mantissa;
  __m512i scale;
  /// The number without what is behind its point.
  __m512i integer;
  __m512i hash;
} readings;

/// Reads contents, of which `word` has the first eight bytes and whatever follows them.
static inline __attribute__((always_inline)) readings read_eight(__m512i word, __m512i length) {
  const __m512i zero = _mm512_setzero_si512();
  const __m512i ones = _mm512_set1_epi8(-1);
  readings result;
  __m512i bits = _mm512_slli_epi64(length, 3);
  __m512i content = _mm512_andnot_si512(_mm512_sllv_epi64(ones, bits), word);
  __mmask8 negative = _mm512_cmpeq_epi64_mask(_mm512_and_si512(word, all(0xff)), all('-'));
  __m512i text = _mm512_mask_srli_epi64(content, negative, content, 8);
  __m512i text_bits = _mm512_mask_sub_epi64(bits, negative, bits, all(8));
  __mmask8 zero_first = _mm512_cmpeq_epi64_mask(_mm512_and_si512(text, all(0xff)), all('0'));

  result.hash = mix(_mm512_xor_si512(content, _mm512_xor_si512(length, all((int64_t)CHECKER_HASH_SEED))));
  __mmask8 added = _mm512_cmplt_epu64_mask(length, all(MOST_BYTES + 1));

  // The text goes to the end of its lane.
  __m512i rest_bits = _mm512_sub_epi64(all(64), text_bits);
  __mmask64 is_point = _mm512_cmpeq_epi8_mask(content, _mm512_set1_epi8('.'));
  if (is_point == 0) {
    __m512i digits = _mm512_sllv_epi64(_mm512_sub_epi8(text, _mm512_set1_epi8('0')), rest_bits);
    __m512i excess = _mm512_subs_epu8(digits, _mm512_set1_epi8(9));
    added = _mm512_mask_testn_epi64_mask(added, excess, excess);
    added = _mm512_mask_cmpgt_epi64_mask(added, text_bits, zero);
    result.scale = zero;
    result.integer = with_sign(value_of_digits(digits), negative);
    result.mantissa = result.integer;
    result.added = _mm512_mask_cmpge_epu64_mask(added, result.integer, all(SMALL));
    result.whole = 0xff;
    // A zero alone is small.
    result.leading = zero_first;
    return result;
  }
  // What stands before a point closes up to what is behind it.
  text = _mm512_sllv_epi64(text, rest_bits);
  __m512i points = _mm512_movm_epi8(_mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8('.')));
  __m512i lowest = _mm512_and_si512(points, _mm512_sub_epi64(zero, points));
  __mmask8 has_point = _mm512_test_epi64_mask(points, points);
  // Without a point everything is before it.
  __m512i before = _mm512_add_epi64(lowest, ones);
  __m512i behind = _mm512_andnot_si512(
      _mm512_or_si512(before, _mm512_add_epi64(_mm512_slli_epi64(lowest, 8), ones)), ones);
  __m512i point_bits = _mm512_maskz_mov_epi64(has_point, all(8));
  __m512i digits = _mm512_or_si512(
      _mm512_sllv_epi64(_mm512_and_si512(text, before), point_bits), _mm512_and_si512(text, behind));
  __m512i digit_bits = _mm512_sub_epi64(text_bits, point_bits);
  digits = _mm512_or_si512(
      digits, _mm512_and_si512(_mm512_set1_epi8('0'), _mm512_srlv_epi64(ones, digit_bits)));
  digits = _mm512_sub_epi8(digits, _mm512_set1_epi8('0'));
  result.scale = _mm512_sad_epu8(_mm512_and_si512(behind, _mm512_set1_epi8(1)), zero);
  __m512i scale_bits = _mm512_slli_epi64(result.scale, 3);
  __m512i integer_bits = _mm512_sub_epi64(digit_bits, scale_bits);

  // Digits alone, and on both sides of a point.
  __m512i excess = _mm512_subs_epu8(digits, _mm512_set1_epi8(9));
  added = _mm512_mask_testn_epi64_mask(added, excess, excess);
  added = _mm512_mask_cmpgt_epi64_mask(added, integer_bits, zero);
  added &= (__mmask8)~(has_point & _mm512_testn_epi64_mask(result.scale, result.scale));

  result.mantissa = with_sign(value_of_digits(digits), negative);
  result.integer = with_sign(value_of_digits(_mm512_sllv_epi64(digits, scale_bits)), negative);
  __mmask8 whole = _mm512_testn_epi64_mask(digits, behind);
  __mmask8 is_small = _mm512_cmplt_epu64_mask(result.integer, all(SMALL));
  result.added = added & (__mmask8)~(whole & is_small);
  result.whole = whole;
  result.leading = zero_first & _mm512_cmpgt_epi64_mask(integer_bits, all(8));
  return result;
}

/// What is known of the numbers of one scale that were added.
typedef struct extremes {
  __m512i scale;
  __m512i least;
  __m512i most;
} extremes;

static inline void keep(const extremes *extremes, checker_numbers *numbers) {
  int64_t of = _mm_cvtsi128_si64(_mm512_castsi512_si128(extremes->scale));
  int64_t least = _mm512_reduce_min_epi64(extremes->least);
  int64_t most = _mm512_reduce_max_epi64(extremes->most);
  if (least < numbers->least[of]) numbers->least[of] = least;
  if (most > numbers->most[of]) numbers->most[of] = most;
}

static inline extremes of_scale(uint64_t scale, const checker_numbers *numbers) {
  extremes extremes = {all((int64_t)scale), all(numbers->least[scale]), all(numbers->most[scale])};
  return extremes;
}

size_t checker_column_run_avx512(
    const checker_column *column, size_t from, const checker_memory *memory, checker_numbers *numbers,
    checker_hashes *hashes) {
  const size_t stride = column->stride;
  const uint32_t *end = end_of(column, from);
  const uint8_t *bytes = column->bytes;
  const uint8_t quote = column->quote;
  const __m512i threshold = all((int64_t)hashes->threshold);
  __m512i sum = _mm512_setzero_si512();
  __m512i longest = sum;
  __m512i scales = sum;
  extremes latest = of_scale(0, numbers);
  uint64_t found[MOST_FOUND + 2 * LANES];
  unsigned found_count = 0;
  size_t record = from;
  int stopped = 0;
  for (; !stopped && record + LANES <= column->records; record += LANES, end += LANES * stride) {
    eight_places places = find_eight(end, stride);
    __m512i length = places.length;
    __m512i word = words_at(bytes, places.start);
    __mmask8 quoted = quote ? _mm512_cmpeq_epi64_mask(_mm512_and_si512(word, all(0xff)), all(quote)) : 0;
    if (__builtin_expect(quoted != 0, 0)) {
      quoted = _mm512_mask_cmpge_epu64_mask(quoted, length, all(2));
      places.start = _mm512_mask_add_epi64(places.start, quoted, places.start, all(1));
      word = words_at(bytes, places.start);
      length = _mm512_mask_sub_epi64(length, quoted, length, all(2));
      // What has doubled quotes is no number.
    }
    readings eight = read_eight(word, length);
    unsigned added = eight.added;
    // What can't be read here waits for the cells before it while their order counts.
    if (__builtin_expect(added != (1u << LANES) - 1 && numbers->is_increasing, 0)) added = 0;
    if (__builtin_expect(added != (1u << LANES) - 1, 0)) {
      unsigned unknown = take_others(column, end, LANES, added, memory, numbers, hashes);
      // What stands behind a cell that isn't known must wait for it.
      stopped = unknown < LANES;
      added &= (1u << unknown) - 1;
      record = record + unknown - LANES;
    }
    __mmask8 lanes = (__mmask8)added;
    __mmask8 whole = lanes & eight.whole;
    unsigned wholes = (unsigned)__builtin_popcount(whole);
    numbers->numbers += (uint64_t)__builtin_popcount(added);
    numbers->wholes += wholes;
    numbers->nonzero_wholes += wholes;
    numbers->leading_zeros += (uint64_t)__builtin_popcount(lanes & eight.leading);
    sum = _mm512_mask_add_epi64(sum, whole, sum, eight.integer);
    longest = _mm512_mask_max_epu64(longest, lanes, longest, length);
    scales = _mm512_mask_or_epi64(scales, lanes, scales, _mm512_sllv_epi64(all(1), eight.scale));

    // Most columns have one scale: of the latest the extremes stay in registers.
    __mmask8 of_latest = _mm512_mask_cmpeq_epi64_mask(lanes, eight.scale, latest.scale);
    if (__builtin_expect(of_latest != lanes, 0)) {
      keep(&latest, numbers);
      uint64_t of_lanes[LANES];
      _mm512_storeu_si512(of_lanes, eight.scale);
      latest = of_scale(of_lanes[__builtin_ctz(added & ~(unsigned)of_latest)], numbers);
      of_latest = _mm512_mask_cmpeq_epi64_mask(lanes, eight.scale, latest.scale);
    }
    if (__builtin_expect(of_latest == lanes, 1)) {
      latest.least = _mm512_mask_min_epi64(latest.least, lanes, latest.least, eight.mantissa);
      latest.most = _mm512_mask_max_epi64(latest.most, lanes, latest.most, eight.mantissa);
    }
    if (__builtin_expect(of_latest != lanes || numbers->is_increasing, 0)) {
      keep(&latest, numbers);
      int64_t mantissas[LANES];
      uint64_t of_lanes[LANES];
      _mm512_storeu_si512(mantissas, eight.mantissa);
      _mm512_storeu_si512(of_lanes, eight.scale);
      note_each(mantissas, of_lanes, added, numbers);
      latest = of_scale((uint64_t)_mm_cvtsi128_si64(_mm512_castsi512_si128(latest.scale)), numbers);
    }
    if (wholes && (numbers->divisor != 1 || numbers->is_midpoint_six)) {
      int64_t integers[LANES];
      _mm512_storeu_si512(integers, eight.integer);
      note_rounding_of_each(integers, whole, numbers);
    }
    __mmask8 smallest = _mm512_mask_cmplt_epu64_mask(lanes, eight.hash, threshold);
    // Whether there is one is as good as random.
    _mm512_storeu_si512(found + found_count, _mm512_maskz_compress_epi64(smallest, eight.hash));
    found_count += (unsigned)__builtin_popcount(smallest);
    if (__builtin_expect(found_count > MOST_FOUND, 0)) {
      hand_out_all(found, found_count, hashes);
      found_count = 0;
    }
  }
  hand_out_all(found, found_count, hashes);
  keep(&latest, numbers);
  numbers->sum += _mm512_reduce_add_epi64(sum);
  uint64_t length = _mm512_reduce_max_epu64(longest);
  if (length > numbers->longest) numbers->longest = length;
  numbers->scales |= (uint32_t)_mm512_reduce_or_epi64(scales);
  return record;
}

#pragma clang attribute pop
#endif
