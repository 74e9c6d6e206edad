// One cell of a column: where it is, whether it is known, and what it says when it is a plain number.

#ifndef CHECKER_COLUMNS_CELLS_H
#define CHECKER_COLUMNS_CELLS_H

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
static inline int read_long(uint64_t low, uint64_t high, uint64_t length, plain_number *number) {
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

static inline uint64_t greatest_common_divisor(uint64_t larger, uint64_t smaller) {
  while (smaller) {
    uint64_t rest = larger % smaller;
    larger = smaller;
    smaller = rest;
  }
  return larger;
}

static inline int is_below(int64_t left, uint8_t left_scale, int64_t right, uint8_t right_scale) {
  __int128 a = left;
  __int128 b = right;
  if (left_scale < right_scale) a *= powers_of_ten[right_scale - left_scale];
  if (right_scale < left_scale) b *= powers_of_ten[left_scale - right_scale];
  return a < b;
}

/// Notes by what all whole numbers can be divided.
static inline __attribute__((always_inline)) void note_rounding(uint64_t magnitude, checker_numbers *numbers) {
  if (numbers->divisor != 1 && (numbers->divisor == 0 || magnitude % numbers->divisor)) {
    numbers->divisor = greatest_common_divisor(magnitude, numbers->divisor);
  }
  if (numbers->is_midpoint_six && magnitude % 6 != 3) numbers->is_midpoint_six = 0;
}

/// Notes whether numbers still increase.
static inline __attribute__((always_inline)) void note_order(
    int64_t mantissa, uint8_t scale, checker_numbers *numbers) {
  if (!numbers->is_increasing) return;
  numbers->is_increasing = (uint8_t)is_below(numbers->last, numbers->last_scale, mantissa, scale);
  numbers->last = mantissa;
  numbers->last_scale = scale;
}

/// Notes the least and the greatest number of a scale.
static inline __attribute__((always_inline)) void note_extremes(
    int64_t mantissa, uint8_t scale, checker_numbers *numbers) {
  if (mantissa < numbers->least[scale]) numbers->least[scale] = mantissa;
  if (mantissa > numbers->most[scale]) numbers->most[scale] = mantissa;
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
    note_rounding(magnitude, numbers);
  }
  numbers->numbers += 1;
  numbers->leading_zeros += number->has_leading_zeros;
  if (length > numbers->longest) numbers->longest = length;
  numbers->scales |= 1u << scale;
  note_extremes(number->mantissa, scale, numbers);
  note_order(number->mantissa, scale, numbers);
  return 1;
}

/// For each length the bits of its bytes in four words.
extern uint64_t checker_length_masks[CHECKER_FAR_BYTES + 1][4];

/// A cell's content.
typedef struct checker_place {
  const uint8_t *content;
  uint64_t length;
  /// CHECKER_ESCAPED_LENGTH when the content has doubled quotes, else 0.
  uint64_t escaped;
} checker_place;

/// Contents with doubled quotes are read here when they are shorter, in bytes as they are written.
#define MOST_ESCAPED 64
/// Room for the content of such a field, and for what is loaded behind it.
#define ESCAPED_ROOM (2 * MOST_ESCAPED)

/// Which of eight bytes are equal to one, one bit each, the first one lowest.
static inline uint64_t bits_equal(uint64_t word, uint8_t byte) {
  const uint64_t low = 0x7f7f7f7f7f7f7f7full;
  uint64_t other = word ^ 0x0101010101010101ull * byte;
  uint64_t zeros = ~(((other & low) + low) | other | low);
  return (zeros >> 7) * 0x0102040810204080ull >> 56;
}

/// Halves the doubled quotes of less than MOST_ESCAPED bytes, in which every quote is doubled: so it is where a kernel
/// has indexed the field. Returns the content's length.
static inline uint64_t unescape_short(const uint8_t *from, uint64_t length, uint8_t quote, uint8_t *content) {
  const uint8_t *end = from + length;
  uint64_t quotes = 0;
  for (unsigned word = 0; 8 * word < length; word++) {
    quotes |= bits_equal(checker_load(from + 8 * word), quote) << (8 * word);
  }
  quotes &= (1ull << length) - 1;
  uint8_t *to = content;
  const uint8_t *start = from;
  while (quotes) {
    unsigned place = (unsigned)__builtin_ctzll(quotes);
    const uint8_t *behind = start + place + 1;
    memcpy(to, from, MOST_ESCAPED);
    to += behind - from;
    // The other one of the two.
    from = behind + 1;
    quotes &= quotes - 1;
    quotes &= quotes - 1;
  }
  memcpy(to, from, MOST_ESCAPED);
  return (uint64_t)(to - content) + (uint64_t)(end - from);
}

/// The entry that ends a column's cell in a record.
static inline const uint32_t *end_of(const checker_column *column, size_t record) {
  return column->ends + (ptrdiff_t)column->first + (ptrdiff_t)(record * column->stride);
}

/// Finds the content of the cell whose end an entry is. Of a cell with doubled quotes it is what stands between the
/// outer ones as it is written.
static inline __attribute__((always_inline)) checker_place find_cell(
    const uint8_t *bytes, uint8_t quote, const uint32_t *end) {
  const uint32_t offset_mask = CHECKER_UNESCAPE_BIT - 1;
  uint32_t mark = end[0];
  uint32_t start = (end[-1] + 1) & offset_mask;
  checker_place place;
  place.content = bytes + start;
  place.length = (mark & offset_mask) - (mark >> 31) - start;
  place.escaped = 0;
  if (__builtin_expect(quote && place.content[0] == quote && place.length >= 2, 0)) {
    place.content += 1;
    place.length -= 2;
    place.escaped = mark & CHECKER_UNESCAPE_BIT ? CHECKER_ESCAPED_LENGTH : 0;
  }
  return place;
}

/// The first slot of the pair in which a content of at most CHECKER_TINY_BYTES may stand.
static inline __attribute__((always_inline)) size_t tiny_pair(uint64_t content) {
  return (size_t)(content * CHECKER_MIX_STEP >> 40) & (CHECKER_TINY_SLOTS - 2);
}

/// The first slot of the pair in which a content of at most CHECKER_NEAR_BYTES may stand.
static inline __attribute__((always_inline)) size_t near_pair(uint64_t low, uint64_t high) {
  uint64_t mixed = (low ^ high * CHECKER_MIX_FIRST) * CHECKER_MIX_STEP;
  return (size_t)(mixed >> 40) & (CHECKER_NEAR_SLOTS - 2);
}

/// The same of a longer one.
static inline __attribute__((always_inline)) size_t far_pair(const uint64_t content[4]) {
  uint64_t mixed = content[0] * CHECKER_MIX_STEP + content[1] * CHECKER_MIX_FIRST +
                   content[2] * CHECKER_MIX_SECOND + content[3] * 0xd6e8feb86659fd93ull;
  return (size_t)((mixed ^ mixed >> 29) >> 20) & (CHECKER_FAR_SLOTS - 2);
}

/// Counts a content that stands in one of a pair of slots. Which of the two is as good as random: no branch on it.
static inline __attribute__((always_inline)) int count_tiny(checker_tiny_slot *pair, uint64_t content) {
  uint64_t is_first = pair[0].content == content;
  uint64_t is_second = pair[1].content == content;
  if (__builtin_expect(!(is_first | is_second), 0)) return 0;
  pair[0].hits += is_first;
  pair[1].hits += is_second;
  return 1;
}

/// The hits of a content with its length in the highest byte; NULL when it stands in no slot.
static inline uint64_t *tiny_hits(checker_tiny_slot *tiny, uint64_t content) {
  checker_tiny_slot *pair = &tiny[tiny_pair(content)];
  if (pair[0].content == content) return &pair[0].hits;
  return pair[1].content == content ? &pair[1].hits : NULL;
}

static inline __attribute__((always_inline)) int count_near(
    checker_near_slot *pair, uint64_t low, uint64_t high) {
  uint64_t is_first = !((pair[0].low ^ low) | (pair[0].high ^ high));
  uint64_t is_second = !((pair[1].low ^ low) | (pair[1].high ^ high));
  if (__builtin_expect(!(is_first | is_second), 0)) return 0;
  pair[0].hits += is_first;
  pair[1].hits += is_second;
  return 1;
}

static inline __attribute__((always_inline)) int is_far(
    const checker_far_slot *slot, const uint64_t content[4], uint64_t length) {
  uint64_t other = (slot->content[0] ^ content[0]) | (slot->content[1] ^ content[1]) |
                   (slot->content[2] ^ content[2]) | (slot->content[3] ^ content[3]);
  return !(other | (slot->length ^ length));
}

static inline __attribute__((always_inline)) int count_far(
    checker_far_slot *pair, const uint64_t content[4], uint64_t length) {
  int is_first = is_far(pair, content, length);
  if (!(is_first | is_far(pair + 1, content, length))) return 0;
  pair[!is_first].hits += 1;
  return 1;
}

/// Counts a cell that stands in a slot; returns 0 when it stands in none.
static inline __attribute__((always_inline)) int count_known(
    checker_place place, checker_tiny_slot *tiny, checker_near_slot *near, checker_far_slot *far) {
  uint64_t words[4];
  if (place.length <= CHECKER_TINY_BYTES) {
    uint64_t content = (checker_load(place.content) & checker_length_masks[place.length][0]) |
                       (place.length | place.escaped) << 56;
    return count_tiny(&tiny[tiny_pair(content)], content);
  }
  if (place.length <= CHECKER_NEAR_BYTES) {
    const uint64_t *masks = checker_length_masks[place.length];
    words[0] = checker_load(place.content) & masks[0];
    words[1] = (checker_load(place.content + 8) & masks[1]) | (place.length | place.escaped) << 56;
    return count_near(&near[near_pair(words[0], words[1])], words[0], words[1]);
  }
  if (place.length > CHECKER_FAR_BYTES) return 0;
  const uint64_t *masks = checker_length_masks[place.length];
  for (int word = 0; word < 4; word++) words[word] = checker_load(place.content + 8 * word) & masks[word];
  return count_far(&far[far_pair(words)], words, place.length | place.escaped);
}

/// Hashes that a call hands out.
typedef struct checker_hashes {
  /// Below this they are of interest.
  uint64_t threshold;
  uint64_t *out;
  size_t count;
  /// Those handed out lately, each in the entry that its lowest bits choose.
  uint64_t *recent;
} checker_hashes;

/// Where it is remembered that a hash was handed out.
static inline __attribute__((always_inline)) uint64_t *recent_of(uint64_t hash, const checker_hashes *hashes) {
  return &hashes->recent[hash & (CHECKER_RECENT_HASHES - 1)];
}

static inline __attribute__((always_inline)) void hand_out(uint64_t hash, checker_hashes *hashes) {
  uint64_t *recent = recent_of(hash, hashes);
  if (*recent == hash) return;
  *recent = hash;
  hashes->out[hashes->count++] = hash;
}

/// Adds up a cell that is a plain number; returns 0 when it is none that can be added.
static inline int add_cell(checker_place place, checker_numbers *numbers, checker_hashes *hashes) {
  if (!numbers->has_last || (uint64_t)((place.length | place.escaped) - 1) >= 16) return 0;
  const uint64_t *masks = checker_length_masks[place.length];
  uint64_t low = checker_load(place.content) & masks[0];
  uint64_t high = checker_load(place.content + 8) & masks[1];
  plain_number number;
  int is_number =
      place.length <= 8 ? read_short(low, place.length, &number) : read_long(low, high, place.length, &number);
  if (!is_number || !add_number(&number, place.length, numbers)) return 0;
  uint64_t hash = checker_mix(CHECKER_HASH_SEED ^ place.length ^ low);
  if (place.length > 8) hash = checker_mix(hash ^ high);
  if (hash < hashes->threshold) hand_out(hash, hashes);
  return 1;
}

/// Eight times one byte.
#define EIGHT_OF(byte) (0x0101010101010101ull * (uint8_t)(byte))

/// Counts a content that is a label and nothing else: ASCII that begins with a letter, with three bytes that begin
/// nothing that has a meaning, without `=`, and without a space at its end. Returns 0 when it may be something else.
static inline __attribute__((always_inline)) int add_label(
    const uint8_t *content, uint64_t length, const uint8_t *meanings, checker_numbers *numbers,
    checker_hashes *hashes) {
  if (length < 3 || (uint8_t)((content[0] | 0x20) - 'a') > 25) return 0;
  unsigned start = checker_label_start(content);
  if (meanings[start / 8] >> (start % 8) & 1) return 0;
  uint8_t last = content[length - 1];
  if (last == ' ' || (uint8_t)(last - '\t') < 5) return 0;
  uint64_t hash = CHECKER_HASH_SEED ^ length;
  uint64_t refused = 0;
  for (uint64_t position = 0; position < length; position += 8) {
    uint64_t left = length - position;
    uint64_t word = checker_load(content + position) & checker_length_masks[left < 8 ? left : 8][0];
    // The highest bit of a byte above 127, or of one that is `=`; behind it others may be taken for one.
    uint64_t other = word ^ EIGHT_OF('=');
    refused |= word | ((other - EIGHT_OF(1)) & ~other);
    hash = checker_mix(hash ^ word);
  }
  if (refused & EIGHT_OF(0x80)) return 0;
  numbers->labels += 1;
  if (length > numbers->longest) numbers->longest = length;
  if (hash < hashes->threshold) hand_out(hash, hashes);
  return 1;
}

/// The same of a content as it is written, with doubled quotes.
static __attribute__((noinline)) int add_escaped_label(
    checker_place place, const checker_column *column, checker_numbers *numbers, checker_hashes *hashes) {
  if (place.length >= MOST_ESCAPED) return 0;
  uint8_t room[ESCAPED_ROOM];
  uint64_t length = unescape_short(place.content, place.length, column->quote, room);
  return add_label(room, length, column->meanings, numbers, hashes);
}

#if defined(__x86_64__)
/// Adds up cells four at a time, and counts known ones between them, up to a cell that is neither, or to less than
/// four cells before the end. Returns the record that it reached.
size_t checker_column_run_avx2(
    const checker_column *column, size_t from, const checker_memory *memory, checker_numbers *numbers,
    checker_hashes *hashes);

/// The same, eight at a time.
size_t checker_column_run_avx512(
    const checker_column *column, size_t from, const checker_memory *memory, checker_numbers *numbers,
    checker_hashes *hashes);

/// Counts cells that stand in slots, most of which are numbers of one or two digits, up to less than sixteen cells before
/// the end. Returns the record that it reached; `goes_on` says whether the cell may be known.
size_t checker_column_digits_avx512(
    const checker_column *column, size_t from, const checker_memory *memory, int *goes_on);

/// Counts cells that stand in slots, most of which have one of a few contents. Returns the record that it reached;
/// `goes_on` says whether the cell may be known.
size_t checker_column_frequent_avx512(
    const checker_column *column, size_t from, const checker_memory *memory, int *goes_on);
#endif

#endif
