// Whole-block kernels with run-time dispatch: the few loops that see every byte.
//
// Each family has one plain twin (`CHECKER_PORTABLE`) that says what the others do faster; tests compare them.
// A caller passes the kernel that it chose once. Nothing here allocates, keeps state of its own or fails.

#ifndef CHECKER_KERNELS_H
#define CHECKER_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/// The instruction sets, in order of preference.
typedef enum checker_kernel {
  CHECKER_PORTABLE = 0,
  CHECKER_SSE2 = 1,
  CHECKER_AVX2 = 2,
  CHECKER_AVX512 = 3,
  CHECKER_NEON = 4,
} checker_kernel;

/// Number of kernels, those this machine lacks included.
#define CHECKER_KERNELS 5

/// Whether this machine, and this build, can run a kernel.
int checker_kernel_supported(checker_kernel kernel);

// MARK: - csv: where fields and records end

/// Bytes behind the end of a block that kernels may load; what they hold doesn't matter.
#define CHECKER_PADDING 64

/// In an entry of `ends`: the line ends in CRLF, and the offset is that of the LF.
#define CHECKER_CRLF_BIT 0x80000000u
/// In an entry of `ends`: the field has doubled quotes.
#define CHECKER_UNESCAPE_BIT 0x40000000u

/// What survives from one call to the next. All zero but `may_open` and `after_newline`, which are 1, at the
/// start of a record.
typedef struct checker_csv_state {
  /// All ones inside quotes, else 0.
  uint64_t in_quotes;
  /// The last byte was a delimiter, a newline or a quote: a quote may follow.
  uint64_t may_open;
  /// The last byte closed a quote: a delimiter, a line end or another quote must follow.
  uint64_t after_close;
  /// The last byte was a CR outside quotes: an LF must follow.
  uint64_t after_return;
  /// The last byte was an LF outside quotes: a line end would make a blank line.
  uint64_t after_newline;
  /// The open field has doubled quotes.
  uint64_t pending_unescape;
} checker_csv_state;

/// How the text is written.
typedef struct checker_csv_dialect {
  uint8_t delimiter;
  uint8_t quote;
  /// 0 when quotes are ordinary bytes.
  uint8_t has_quote;
  /// 0 when a blank line is no record: it then ends the run like a violation.
  uint8_t keeps_blank_lines;
} checker_csv_dialect;

/// What a call found.
typedef struct checker_csv_result {
  /// Bytes looked at: all of them, or those before the 64 bytes that break a rule.
  size_t consumed;
  /// Entries written to `ends` and to `records`.
  size_t fields;
  size_t records;
  /// The run ended before 64 bytes that break a rule of strict quoting, or hold a NUL or a blank line.
  uint8_t violation;
  /// Some byte was above 127; some field has doubled quotes.
  uint8_t has_non_ascii;
  uint8_t has_escapes;
  /// Some line ends within quotes: there are more lines than records.
  uint8_t has_inner_lines;
} checker_csv_result;

/// Indexes bytes that are well formed.
///
/// The rules: an opening quote follows a delimiter, a newline or a quote; a closing quote precedes a delimiter,
/// a line end or a quote; a CR outside quotes precedes an LF.
///
/// - `bytes`: `count` bytes, and CHECKER_PADDING more that can be loaded; `offset` is that of the first.
/// - `ends`: room for `count + 64` entries; for each field the offset of the delimiter or LF that ends it.
/// - `records`: room for `count + 64` entries; for each record the number of fields up to its end, counted from
///   `first_field`.
void checker_csv_index(
    checker_kernel kernel, const uint8_t *bytes, size_t count, uint32_t offset, uint32_t first_field,
    checker_csv_dialect dialect, checker_csv_state *state, uint32_t *ends, uint32_t *records,
    checker_csv_result *result);

/// Physical lines that end in the bytes: LF, CRLF and a lone CR are one each. `after_return` says whether the
/// byte before was a CR, and afterwards whether the last one was.
size_t checker_csv_lines(checker_kernel kernel, const uint8_t *bytes, size_t count, int *after_return);

/// Writes the content of a field that begins with a quote: doubled quotes are halved, and what follows the closing
/// quote belongs to it, as Python's `csv` has it. `content` has room for `count` bytes; returns those written.
size_t checker_csv_unescape(const uint8_t *field, size_t count, uint8_t quote, uint8_t *content);

/// Whether there is an LF or a CR among the bytes.
int checker_has_line_end(const uint8_t *bytes, size_t count);

// MARK: - content: where a field may hold what people don't see as it is

/// What survives from one call to the next; all zero at the start of a text but for `opening` and `edge`, whose
/// highest bit says that a field begins.
typedef struct checker_content_state {
  uint64_t opening;
  uint64_t edge;
  uint64_t blank;
  uint64_t quote;
  uint64_t signs;
  uint64_t operations;
  uint64_t percent;
  uint64_t word;
  uint64_t letter;
  uint64_t digit;
  /// Characters of base64, and digits and points.
  uint64_t code;
  uint64_t number;
  /// Whether the block had eight of them in a row, and bytes that few blocks have.
  uint64_t eight;
  uint64_t rare;
  /// Ends of the long runs.
  uint64_t runs;
  uint64_t backslash;
  uint64_t ampersand;
  uint64_t sign;
  uint64_t solid;
  /// What may stand between two bytes that are written in digits.
  uint64_t apart;
  /// Blanks behind numbers.
  uint64_t gap;
} checker_content_state;

/// Finds a byte in every field whose content has to be looked at: one that may be a formula, that has a control
/// or a byte above 127, that ends in spaces or tabs, or that holds a long code, a long number, a list of numbers or an escape. The byte lies in the field, or is
/// the one that ends it.
///
/// - `bytes`: `count` bytes, of which all but the last call's are a multiple of 64; no padding is needed.
/// - `delimiter`: 0 when there is none.
/// - `places`: room for `count + 64` entries; ascending.
/// - returns the number of places.
size_t checker_content_places(
    checker_kernel kernel, const uint8_t *bytes, size_t count, uint32_t offset, uint8_t delimiter,
    checker_content_state *state, uint32_t *places);

// MARK: - columns: cells of one column, many at a time

/// Longest contents, in bytes, that tiny, near and far slots can hold.
#define CHECKER_TINY_BYTES 7
#define CHECKER_NEAR_BYTES 15
#define CHECKER_FAR_BYTES 32
/// Slots of a column; powers of two.
#define CHECKER_TINY_SLOTS 512
#define CHECKER_NEAR_SLOTS 512
#define CHECKER_FAR_SLOTS 256
/// Hashes handed out lately that are remembered; a power of two.
#define CHECKER_RECENT_HASHES 2048

/// Added to the length of a content that has doubled quotes: such contents stand in slots as they are written.
#define CHECKER_ESCAPED_LENGTH 64

/// In place of a length: the slot is free.
#define CHECKER_FREE_LENGTH 255

/// A short cell that was seen before, and how often since it was last asked. The highest byte of `content` is
/// its length; CHECKER_FREE_LENGTH when the slot is free.
typedef struct checker_tiny_slot {
  uint64_t content;
  uint64_t hits;
} checker_tiny_slot;

/// A longer one; the same of `high`.
typedef struct checker_near_slot {
  uint64_t low;
  uint64_t high;
  uint64_t hits;
} checker_near_slot;

/// A still longer one; `length` is above CHECKER_FAR_BYTES when the slot is free.
typedef struct checker_far_slot {
  uint64_t content[4];
  uint64_t length;
  uint64_t hits;
} checker_far_slot;

/// What is remembered of a column: CHECKER_TINY_SLOTS, CHECKER_NEAR_SLOTS, CHECKER_FAR_SLOTS and
/// CHECKER_RECENT_HASHES entries. An entry of `recent` starts as a hash that another entry would hold.
typedef struct checker_memory {
  checker_tiny_slot *tiny;
  checker_near_slot *near;
  checker_far_slot *far;
  uint64_t *recent;
} checker_memory;

/// Scales that a number can have.
#define CHECKER_SCALES 19

/// What is known of a column's plain numbers. Scales are digits behind the point.
typedef struct checker_numbers {
  /// Texts that are labels and nothing else.
  uint64_t labels;
  uint64_t numbers;
  uint64_t wholes;
  uint64_t leading_zeros;
  uint64_t nonzero_wholes;
  /// Of the whole numbers of this call.
  int64_t sum;
  /// Greatest common divisor of the non-zero whole numbers.
  uint64_t divisor;
  /// Longest content in bytes.
  uint64_t longest;
  /// Extremes by scale, where `scales` has the scale's bit; else the greatest and the least there are.
  int64_t least[CHECKER_SCALES];
  int64_t most[CHECKER_SCALES];
  uint32_t scales;
  /// Every non-zero whole number leaves 3 when divided by 6.
  uint8_t is_midpoint_six;
  /// Every number was above the one before it, of which `last` is the latest.
  uint8_t is_increasing;
  uint8_t has_last;
  uint8_t last_scale;
  int64_t last;
} checker_numbers;

/// The column of a batch.
typedef struct checker_column {
  /// The batch's bytes, with CHECKER_PADDING more that can be loaded.
  const uint8_t *bytes;
  /// As `checker_csv_index` wrote them, with an entry of all ones before the first.
  const uint32_t *ends;
  /// The column's field in the first record, and the fields of each record.
  size_t first;
  size_t stride;
  size_t records;
  /// A bit for each `checker_label_start`: whether a text that begins so may be more than a label. NULL when labels
  /// are not to be counted unseen, as where most cells come again.
  const uint8_t *meanings;
  /// 0 when quotes are ordinary bytes.
  uint8_t quote;
  /// Read cells as numbers before they are looked for in the slots: faster when most are new numbers.
  uint8_t prefers_numbers;
} checker_column;

/// Bytes of a bit for each `checker_label_start`.
#define CHECKER_LABEL_STARTS 4096

/// What the first three bytes of a text make, letters in either case alike: below 8 × CHECKER_LABEL_STARTS.
static inline unsigned checker_label_start(const uint8_t *content) {
  return (unsigned)(content[0] & 31) << 10 | (unsigned)(content[1] & 31) << 5 | (unsigned)(content[2] & 31);
}

/// Those of a column of which nothing was seen.
checker_numbers checker_numbers_none(void);

/// Sees cells of a column, from record `from` on, up to one that it doesn't know.
///
/// It counts a cell whose content stands in a slot, and adds up a cell that is a plain number (an optional
/// minus, digits, one point among them; not below `SMALL` and whole, at most 13 digits). It stops at anything
/// else, and at a number that can't be added because it is the column's first.
///
/// - `hashes`: room for as many entries as there are records; takes the hashes below `threshold` of the numbers
///   that were added, but for some that were handed out before; `hash_count` says how many. At least one call
///   for every 2^17 records.
/// - returns the record at which it stopped, or the number of records.
size_t checker_column_visit(
    checker_kernel kernel, const checker_column *column, size_t from, const checker_memory *memory,
    checker_numbers *numbers, uint64_t threshold, uint64_t *hashes, size_t *hash_count);

/// The first record, from `from` on, whose cell may be empty or blank: it has no byte, or its content begins with a
/// space, a control, a quote or a byte above 127. The number of records when there is none.
size_t checker_column_filled(const checker_column *column, size_t from);

/// The hash of some bytes, the same everywhere; `bytes` needs no padding.
uint64_t checker_content_hash(const uint8_t *bytes, size_t count);

/// The words of a content of at most CHECKER_FAR_BYTES bytes, and the first of the two slots where it may stand; of a
/// near slot the first two words are its `low` and `high`, of a tiny one the first is its `content`. `escaped` is CHECKER_ESCAPED_LENGTH when the bytes have
/// doubled quotes, else 0.
size_t checker_slot_pair(const uint8_t *bytes, size_t count, size_t escaped, uint64_t content[4]);

#endif
