// Cells of one column, many at a time: known cells are counted, plain numbers are added up.

#include "cells.h"
#include "digits.h"

uint64_t checker_length_masks[CHECKER_FAR_BYTES + 1][4];

__attribute__((constructor)) static void fill_length_masks(void) {
  for (int length = 0; length <= CHECKER_FAR_BYTES; length++) {
    for (int byte = 0; byte < length; byte++) {
      checker_length_masks[length][byte / 8] |= 0xffull << (8 * (byte % 8));
    }
  }
}

uint64_t checker_content_hash(const uint8_t *bytes, size_t count) {
  uint64_t state = CHECKER_HASH_SEED ^ count;
  size_t position = 0;
  for (; position + 8 <= count; position += 8) state = checker_mix(state ^ checker_load(bytes + position));
  if (position < count || count == 0) {
    uint8_t rest[8] = {0};
    memcpy(rest, bytes + position, count - position);
    state = checker_mix(state ^ checker_load(rest));
  }
  return state;
}

checker_numbers checker_numbers_none(void) {
  checker_numbers numbers = {0};
  for (int scale = 0; scale < CHECKER_SCALES; scale++) {
    numbers.least[scale] = INT64_MAX;
    numbers.most[scale] = INT64_MIN;
  }
  numbers.is_midpoint_six = 1;
  return numbers;
}

size_t checker_slot_pair(const uint8_t *bytes, size_t count, size_t escaped, uint64_t content[4]) {
  uint8_t padded[CHECKER_FAR_BYTES] = {0};
  memcpy(padded, bytes, count);
  for (int word = 0; word < 4; word++) content[word] = checker_load(padded + 8 * word);
  if (count > CHECKER_NEAR_BYTES) return far_pair(content);
  if (count <= CHECKER_TINY_BYTES) {
    content[0] |= (uint64_t)(count | escaped) << 56;
    return tiny_pair(content[0]);
  }
  content[1] |= (uint64_t)(count | escaped) << 56;
  return near_pair(content[0], content[1]);
}

/// Counts cells that stand in slots, most of which are numbers of one or two digits. Returns the record that it reached;
/// `goes_on` says whether the cell may be known.
static __attribute__((noinline)) size_t run_digits(
    const checker_column *column, size_t from, const checker_memory *memory, int *goes_on) {
  const uint32_t offset_mask = CHECKER_UNESCAPE_BIT - 1;
  const uint8_t *bytes = column->bytes;
  const size_t stride = column->stride;
  const size_t records = column->records;
  const uint32_t *end = end_of(column, from);
  *goes_on = 1;
  if (!holds_digits(column, from)) return from;
  digits_hits hits;
  find_digits(memory->tiny, hits);
  size_t record = from;
  while (record < records) {
    size_t stop = records - record < DIGITS_STRETCH ? records : record + DIGITS_STRETCH;
    unsigned others = 0;
    for (; record < stop; record++, end += stride) {
      uint32_t mark = end[0];
      uint32_t start = (end[-1] + 1) & offset_mask;
      uint32_t behind_first = (mark & offset_mask) - (mark >> 31) - start - 1;
      // Without a second digit the byte of it is the delimiter's, and left out: no branch on what is as good as random.
      uint32_t pair = (uint16_t)checker_load(bytes + start) ^ 0x3030;
      pair &= 0xff | (0 - behind_first) << 8;
      if (__builtin_expect(!((pair & 0xf0f0) | (behind_first & ~1u)), 1)) {
        uint64_t *times = hits[behind_first][pair >> 8 & 0xf][pair & 0xf];
        if (__builtin_expect(times != NULL, 1)) {
          *times += 1;
          continue;
        }
      }
      others++;
      checker_place place = find_cell(bytes, column->quote, end);
      if (!count_known(place, memory->tiny, memory->near, memory->far)) {
        *goes_on = 0;
        return record;
      }
    }
    if (others > DIGITS_MOST_OTHERS) break;
  }
  return record;
}

/// Counts cells that stand in slots, up to one that doesn't. Everything it reads stays in registers.
static size_t run_known(const checker_column *shared, size_t from, const checker_memory *memory) {
  checker_tiny_slot *tiny = memory->tiny;
  checker_near_slot *near = memory->near;
  checker_far_slot *far = memory->far;
  const uint8_t *bytes = shared->bytes;
  const uint8_t quote = shared->quote;
  const size_t stride = shared->stride;
  const size_t records = shared->records;
  const uint32_t *end = end_of(shared, from);
  size_t record = from;
  for (; record < records; record++, end += stride) {
    if (!count_known(find_cell(bytes, quote, end), tiny, near, far)) break;
  }
  return record;
}

/// The same, where few contents come again and again and are worth a loop of their own.
static size_t run_frequent(
    checker_kernel kernel, const checker_column *column, size_t from, const checker_memory *memory) {
  int goes_on = 1;
  size_t record = from;
#if defined(__x86_64__)
  if (kernel == CHECKER_AVX512) {
    record = checker_column_digits_avx512(column, from, memory, &goes_on);
    if (goes_on) record = checker_column_frequent_avx512(column, record, memory, &goes_on);
    return goes_on ? run_known(column, record, memory) : record;
  }
#endif
  record = run_digits(column, from, memory, &goes_on);
  return goes_on ? run_known(column, record, memory) : record;
}

size_t checker_column_visit(
    checker_kernel kernel, const checker_column *column, size_t from, const checker_memory *memory,
    checker_numbers *numbers, uint64_t threshold, uint64_t *out, size_t *out_count) {
  checker_hashes hashes = {threshold, out, *out_count, memory->recent};
  size_t record = from;
#if defined(__x86_64__)
  if (column->prefers_numbers && numbers->has_last) {
    if (kernel == CHECKER_AVX2) record = checker_column_run_avx2(column, record, memory, numbers, &hashes);
    if (kernel == CHECKER_AVX512) record = checker_column_run_avx512(column, record, memory, numbers, &hashes);
  }
#endif
  for (; record < column->records; record++) {
    if (!column->prefers_numbers && !column->meanings) {
      record = record == from ? run_frequent(kernel, column, record, memory) : run_known(column, record, memory);
      if (record == column->records) break;
    }
    checker_place place = find_cell(column->bytes, column->quote, end_of(column, record));
    if (column->prefers_numbers && add_cell(place, numbers, &hashes)) continue;
    // To halve quotes costs more than to look a cell up.
    int is_label_first = column->meanings && !place.escaped;
    if (is_label_first && add_label(place.content, place.length, column->meanings, numbers, &hashes)) continue;
    if (count_known(place, memory->tiny, memory->near, memory->far)) continue;
    if (!column->prefers_numbers && add_cell(place, numbers, &hashes)) continue;
    if (is_label_first || !column->meanings || !add_escaped_label(place, column, numbers, &hashes)) break;
  }
  *out_count = hashes.count;
  return record;
}

size_t checker_column_filled(const checker_column *column, size_t from) {
  const uint32_t offset_mask = CHECKER_UNESCAPE_BIT - 1;
  const uint32_t *end = end_of(column, from);
  size_t record = from;
  for (; record < column->records; record++, end += column->stride) {
    uint32_t start = (end[-1] + 1) & offset_mask;
    uint8_t first = column->bytes[start];
    if (column->quote && first == column->quote) {
      // Of an empty content in quotes the first byte is a quote again.
      start += 1;
      first = column->bytes[start];
    }
    // Spaces and controls come first in ASCII; an empty field begins with what ends it.
    if (first <= ' ' || first == column->quote || first >= 0x80 || start >= (end[0] & offset_mask)) break;
  }
  return record;
}
