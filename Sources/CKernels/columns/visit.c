// Cells of one column, many at a time: known cells are counted, plain numbers are added up.

#include "checker_kernels.h"
#include "hash.h"

/// Whole numbers below this are known cells or new ones, never just added up: their places are of interest.
#define SMALL 100
/// Digits of a number that is added up: 2^17 of them fit the sum.
#define MOST_DIGITS 13

static const int64_t powers_of_ten[19] = {
    1ll, 10ll, 100ll, 1000ll, 10000ll, 100000ll, 1000000ll, 10000000ll, 100000000ll, 1000000000ll,
    10000000000ll, 100000000000ll, 1000000000000ll, 10000000000000ll, 100000000000000ll,
    1000000000000000ll, 10000000000000000ll, 100000000000000000ll, 1000000000000000000ll};

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

/// Whether eight bytes are digits. Source: Langdale and Lemire, simdjson.
static inline int all_digits(uint64_t word) {
  return ((word & 0xf0f0f0f0f0f0f0f0ull) | (((word + 0x0606060606060606ull) & 0xf0f0f0f0f0f0f0f0ull) >> 4)) ==
         0x3333333333333333ull;
}

/// The value of eight digits, the first one lowest. Source: Lemire, "Quickly parsing eight digits" (2018).
static inline uint64_t value_of(uint64_t word) {
  word -= 0x3030303030303030ull;
  word = (word * 10) + (word >> 8);
  return (((word & 0x000000ff000000ffull) * 0x000f424000000064ull) +
          (((word >> 16) & 0x000000ff000000ffull) * 0x0000271000000001ull)) >>
         32;
}

/// The place of the first point among eight bytes, or 8.
static inline uint64_t point_in(uint64_t word) {
  uint64_t other = word ^ 0x2e2e2e2e2e2e2e2eull;
  uint64_t zeros = (other - 0x0101010101010101ull) & ~other & 0x8080808080808080ull;
  return zeros ? (uint64_t)__builtin_ctzll(zeros) / 8 : 8;
}

typedef struct plain_number {
  int64_t mantissa;
  uint8_t scale;
  uint8_t has_leading_zeros;
  uint8_t ends_in_zero;
} plain_number;

/// Reads a content of at most 8 bytes, zeros behind it, as a plain number; returns 0 when it is none.
static inline __attribute__((always_inline)) int read_short(
    uint64_t digits, uint64_t length, plain_number *number) {
  uint64_t is_negative = (uint8_t)digits == '-';
  digits >>= 8 * is_negative;
  uint64_t count = length - is_negative;
  uint64_t point = point_in(digits);
  uint64_t scale = 0;
  if (point < 8) {
    // A point has digits on both sides.
    if (point == 0 || point + 1 >= count) return 0;
    uint64_t before = (1ull << (8 * point)) - 1;
    digits = (digits & before) | ((digits >> 8) & ~before);
    count -= 1;
    scale = count - point;
  }
  if (count == 0) return 0;
  uint64_t word = digits << (64 - 8 * count);
  // Zeros in front, in two steps: a shift by all 64 bits means nothing.
  word |= 0x3030303030303030ull >> (4 * count) >> (4 * count);
  if (!all_digits(word)) return 0;
  int64_t value = (int64_t)value_of(word);
  number->has_leading_zeros = count - scale > 1 && (uint8_t)digits == '0';
  number->ends_in_zero = (uint8_t)(word >> 56) == '0';
  number->mantissa = is_negative ? -value : value;
  number->scale = (uint8_t)scale;
  return 1;
}

/// The same of 9 to 16 bytes.
static int read_long(uint64_t low, uint64_t high, uint64_t length, plain_number *number) {
  unsigned __int128 digits = (unsigned __int128)high << 64 | low;
  uint64_t count = length;
  int is_negative = (uint8_t)low == '-';
  if (is_negative) {
    digits >>= 8;
    count -= 1;
  }
  uint64_t point = point_in((uint64_t)digits);
  if (point == 8) point += point_in((uint64_t)(digits >> 64));
  uint64_t scale = 0;
  if (point < count) {
    if (point == 0 || point == count - 1) return 0;
    unsigned __int128 before = ((unsigned __int128)1 << (8 * point)) - 1;
    digits = (digits & before) | ((digits >> 8) & ~before);
    count -= 1;
    scale = count - point;
  }
  if (count > MOST_DIGITS) return 0;
  number->has_leading_zeros = count - scale > 1 && (uint8_t)digits == '0';
  // Seven or more digits are left, and the last eight places are the upper word.
  digits <<= 128 - 8 * count;
  if (count < 16) {
    unsigned __int128 zeros = (unsigned __int128)0x3030303030303030ull << 64 | 0x3030303030303030ull;
    digits |= zeros >> (8 * count);
  }
  uint64_t first = (uint64_t)digits;
  uint64_t last = (uint64_t)(digits >> 64);
  if (!all_digits(first) || !all_digits(last)) return 0;
  int64_t value = (int64_t)(value_of(first) * 100000000ull + value_of(last));
  number->ends_in_zero = (uint8_t)(last >> 56) == '0';
  number->mantissa = is_negative ? -value : value;
  number->scale = (uint8_t)scale;
  return 1;
}

static uint64_t greatest_common_divisor(uint64_t larger, uint64_t smaller) {
  while (smaller) {
    uint64_t rest = larger % smaller;
    larger = smaller;
    smaller = rest;
  }
  return larger;
}

static int is_below(int64_t left, uint8_t left_scale, int64_t right, uint8_t right_scale) {
  __int128 a = left;
  __int128 b = right;
  if (left_scale < right_scale) a *= powers_of_ten[right_scale - left_scale];
  if (right_scale < left_scale) b *= powers_of_ten[left_scale - right_scale];
  return a < b;
}

/// Adds a number that isn't the column's first; returns 0, and adds nothing, when it is small and whole.
static inline __attribute__((always_inline)) int add_number(
    const plain_number *number, uint64_t length, checker_numbers *numbers) {
  int64_t whole = number->mantissa;
  uint8_t scale = number->scale;
  int is_whole = scale == 0;
  if (!is_whole && number->ends_in_zero) {
    is_whole = whole % powers_of_ten[scale] == 0;
    whole /= powers_of_ten[scale];
  }
  if (is_whole) {
    if ((uint64_t)whole < SMALL) return 0;
    uint64_t magnitude = whole < 0 ? (uint64_t)-whole : (uint64_t)whole;
    numbers->wholes += 1;
    numbers->sum += whole;
    numbers->nonzero_wholes += 1;
    if (numbers->divisor != 1 && (numbers->divisor == 0 || magnitude % numbers->divisor)) {
      numbers->divisor = greatest_common_divisor(magnitude, numbers->divisor);
    }
    if (numbers->is_midpoint_six && magnitude % 6 != 3) numbers->is_midpoint_six = 0;
  }
  numbers->numbers += 1;
  numbers->leading_zeros += number->has_leading_zeros;
  if (length > numbers->longest) numbers->longest = length;
  if (!(numbers->scales >> scale & 1)) {
    numbers->scales |= 1u << scale;
    numbers->least[scale] = number->mantissa;
    numbers->most[scale] = number->mantissa;
  }
  if (number->mantissa < numbers->least[scale]) numbers->least[scale] = number->mantissa;
  if (number->mantissa > numbers->most[scale]) numbers->most[scale] = number->mantissa;
  if (numbers->is_increasing) {
    numbers->is_increasing = (uint8_t)is_below(numbers->last, numbers->last_scale, number->mantissa, scale);
    numbers->last = number->mantissa;
    numbers->last_scale = scale;
  }
  return 1;
}

/// For each length the bits of its bytes in four words.
static uint64_t length_masks[CHECKER_SLOT_BYTES + 1][4];

__attribute__((constructor)) static void fill_length_masks(void) {
  for (int length = 0; length <= CHECKER_SLOT_BYTES; length++) {
    for (int byte = 0; byte < length; byte++) length_masks[length][byte / 8] |= 0xffull << (8 * (byte % 8));
  }
}

/// The first slot of the pair in which a content may stand.
static inline __attribute__((always_inline)) size_t pair_of(const uint64_t content[4]) {
  uint64_t mixed = content[0] * 0x9e3779b97f4a7c15ull + content[1] * 0xbf58476d1ce4e5b9ull +
                   content[2] * 0x94d049bb133111ebull + content[3] * 0xd6e8feb86659fd93ull;
  return (size_t)((mixed ^ mixed >> 29) >> 20) & (CHECKER_SLOTS - 2);
}

static inline __attribute__((always_inline)) int is_same(
    const checker_slot *slot, const uint64_t content[4], uint64_t length) {
  uint64_t other = (slot->content[0] ^ content[0]) | (slot->content[1] ^ content[1]) |
                   (slot->content[2] ^ content[2]) | (slot->content[3] ^ content[3]);
  return (other | (slot->length ^ length)) == 0;
}

size_t checker_slot_pair(const uint8_t *bytes, size_t count, uint64_t content[4]) {
  uint8_t padded[CHECKER_SLOT_BYTES] = {0};
  memcpy(padded, bytes, count);
  for (int word = 0; word < 4; word++) content[word] = checker_load(padded + 8 * word);
  return pair_of(content);
}

size_t checker_column_visit(
    const checker_column *column, size_t from, checker_slot *slots, checker_numbers *numbers,
    uint64_t threshold, uint64_t *hashes, size_t *hash_count) {
  const uint32_t offset_mask = CHECKER_UNESCAPE_BIT - 1;
  const uint8_t *bytes = column->bytes;
  const uint32_t *ends = column->ends + (ptrdiff_t)column->first + (ptrdiff_t)(from * column->stride);
  size_t kept = *hash_count;
  size_t record = from;
  for (; record < column->records; record++, ends += column->stride) {
    uint32_t before = ends[-1];
    uint32_t mark = ends[0];
    uint32_t start = (before + 1) & offset_mask;
    const uint8_t *content = bytes + start;
    uint64_t length = (mark & offset_mask) - (mark >> 31) - start;
    if (column->quote && content[0] == column->quote && length >= 2) {
      if (mark & CHECKER_UNESCAPE_BIT) break;
      content += 1;
      length -= 2;
    }
    if (length > CHECKER_SLOT_BYTES) break;

    plain_number number;
    uint64_t low = checker_load(content) & length_masks[length][0];
    int is_number = 0;
    if (column->prefers_numbers && (uint64_t)(length - 1) < 16) {
      uint64_t high = checker_load(content + 8) & length_masks[length][1];
      is_number = length <= 8 ? read_short(low, length, &number) : read_long(low, high, length, &number);
      if (is_number && numbers->has_last && add_number(&number, length, numbers)) {
        uint64_t hash = checker_mix(CHECKER_HASH_SEED ^ length ^ low);
        if (length > 8) hash = checker_mix(hash ^ high);
        if (hash < threshold) hashes[kept++] = hash;
        continue;
      }
    }

    uint64_t words[4] = {low};
    for (int word = 1; word < 4; word++) {
      words[word] = checker_load(content + 8 * word) & length_masks[length][word];
    }
    checker_slot *slot = &slots[pair_of(words)];
    if (is_same(slot, words, length)) {
      slot->hits += 1;
      continue;
    }
    if (is_same(slot + 1, words, length)) {
      slot[1].hits += 1;
      continue;
    }
    if (column->prefers_numbers || !numbers->has_last || (uint64_t)(length - 1) >= 16) break;
    is_number = length <= 8 ? read_short(low, length, &number) : read_long(low, words[1], length, &number);
    if (!is_number || !add_number(&number, length, numbers)) break;
    uint64_t hash = checker_mix(CHECKER_HASH_SEED ^ length ^ low);
    if (length > 8) hash = checker_mix(hash ^ words[1]);
    if (hash < threshold) hashes[kept++] = hash;
  }
  *hash_count = kept;
  return record;
}
