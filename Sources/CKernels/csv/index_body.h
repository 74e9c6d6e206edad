// The csv kernels' common part. A kernel's file defines the pieces below and includes this.
//
//   KERNEL(name)            the function's name in this kernel
//   masks_of(p, dialect)    masks of 64 bytes, one bit a byte
//   has_rare(p, masks)      whether there is a CR or a NUL among 64 bytes; `masks` are theirs
//   prefix_xor(bits)        bit i = parity of bits 0…i
//   select_bits(bits, of)   the bits of `bits` at the places where `of` has ones, pushed together
//   write_fields(out, bits, base, marked)   base + index of each set bit, with CHECKER_UNESCAPE_BIT for those that
//                           are in `marked` too; may write up to 64 entries
//   write_records(out, ordinals, first)     first + index of each set bit; may write up to 64 entries
//   plain_blocks(p, end, dialect, written, state)
//                           passes over whole blocks of 64 bytes that hold no quote, CR, NUL or blank line, while
//                           nothing is open, and writes what ends in them; returns where it stopped

/// After a block with quotes so many without one are read like it before plain ones are looked for: where quotes are,
/// more are near, and going back and forth costs more than plain blocks save. Where half the fields are quoted 2 is a
/// quarter faster than 0, and 4 no faster.
#define QUOTES_NEAR 2

/// Indexes `length` bytes, at most 64, whatever they hold; returns 0 where they break a rule, and then has written
/// nothing.
static inline __attribute__((always_inline)) int any_block(
    const uint8_t *bytes, size_t length, checker_csv_dialect dialect, checker_csv_written *written,
    checker_csv_state *state) {
  const uint64_t valid = length == 64 ? ~0ull : (1ull << length) - 1;
  const uint64_t last = length - 1;
  checker_masks masks = masks_of(bytes, dialect);
  uint64_t quote = dialect.has_quote ? masks.quote & valid : 0;
  uint64_t inside = prefix_xor(quote) ^ state->in_quotes;
  uint64_t outside = ~inside & valid;
  uint64_t newline = masks.newline & outside;
  uint64_t structural = (masks.delimiter | masks.newline) & outside;
  // The byte before stands in the bit's own place.
  uint64_t closing = quote & ~inside;
  uint64_t after_close = closing << 1 | state->after_close;
  uint64_t opening = quote & inside;
  uint64_t escape = opening & after_close;
  uint64_t breaks = opening & ~((structural | quote) << 1 | state->may_open);
  uint64_t follows = structural | quote;
  uint64_t returns = 0;
  uint64_t crlf = 0;
  uint64_t inner = masks.newline & inside & valid;
  // Neither is there in most blocks.
  if (__builtin_expect((has_rare(bytes, masks) | state->after_return) != 0, 0)) {
    returns = masks.carriage_return & outside;
    uint64_t after_return = returns << 1 | state->after_return;
    breaks |= masks.nul & outside;
    breaks |= after_return & ~masks.newline & valid;
    follows |= returns;
    crlf = after_return & newline;
    inner |= masks.carriage_return & inside & valid;
  }
  uint64_t after_newline = newline << 1 | state->after_newline;
  if (!dialect.keeps_blank_lines) breaks |= after_newline & (newline | returns);
  breaks |= after_close & ~follows & valid;
  if (__builtin_expect(breaks != 0, 0)) return 0;

  uint64_t fields = (uint64_t)__builtin_popcountll(structural);
  // A carry runs from a doubled quote through the field to the delimiter or newline that ends it.
  unsigned long long open;
  uint64_t carried = __builtin_addcll(~structural, escape, state->pending_unescape, &open);
  write_fields(written->ends, structural, written->offset, carried & structural);
  write_records(written->records, select_bits(newline, structural), written->first_field + 1);
  if (__builtin_expect(crlf != 0, 0)) {
    checker_mark_fields(written->ends, select_bits(crlf, structural), CHECKER_CRLF_BIT);
  }
  written->records += __builtin_popcountll(newline);
  written->ends += fields;
  written->first_field += (uint32_t)fields;
  written->offset += (uint32_t)length;
  written->had_quote = (quote | state->in_quotes) != 0;
  written->escapes |= escape;
  written->inner_lines |= inner;
  written->non_ascii |= masks.non_ascii & valid;

  // Behind a short block nothing follows in this call: its bits above the last are all ones and carry on.
  state->pending_unescape = open;
  state->in_quotes = 0 - (inside >> last & 1);
  state->may_open = (structural | quote) >> last & 1;
  state->after_close = closing >> last & 1;
  state->after_return = returns >> last & 1;
  state->after_newline = newline >> last & 1;
  return 1;
}

void KERNEL(checker_csv_index)(
    const uint8_t *bytes, size_t count, uint32_t offset, uint32_t first_field, checker_csv_dialect dialect,
    checker_csv_state *shared, uint32_t *ends, uint32_t *records, checker_csv_result *result) {
  checker_csv_state state = *shared;
  checker_csv_written written = {ends, records, offset, first_field, 0, 0, 0};
  const uint8_t *next = bytes;
  const uint8_t *end = bytes + count;
  int is_regular = 1;

  int blocks_to_plain = 0;
  while (end - next >= 64 && is_regular) {
    if (blocks_to_plain == 0 && !(state.in_quotes | state.after_close | state.after_return)) {
      next = plain_blocks(next, end, dialect, &written, &state);
      if (end - next < 64) break;
      blocks_to_plain = QUOTES_NEAR;
    }
    is_regular = any_block(next, 64, dialect, &written, &state);
    if (is_regular) next += 64;
    blocks_to_plain = written.had_quote ? QUOTES_NEAR : blocks_to_plain - (blocks_to_plain > 0);
  }
  if (is_regular && next < end) {
    is_regular = any_block(next, (size_t)(end - next), dialect, &written, &state);
    if (is_regular) next = end;
  }

  *shared = state;
  result->violation = !is_regular;
  result->consumed = (size_t)(next - bytes);
  result->fields = (size_t)(written.ends - ends);
  result->records = (size_t)(written.records - records);
  result->has_non_ascii = written.non_ascii != 0;
  result->has_escapes = written.escapes != 0;
  result->has_inner_lines = written.inner_lines != 0;
}

size_t KERNEL(checker_csv_lines)(const uint8_t *bytes, size_t count, int *after_return) {
  checker_csv_dialect dialect = {'\n', '\n', 0, 1};
  uint64_t carry = *after_return != 0;
  size_t lines = 0;
  for (size_t position = 0; position < count; position += 64) {
    size_t length = count - position;
    uint64_t valid = ~0ull;
    uint64_t last = 63;
    const uint8_t *block = bytes + position;
    uint8_t rest[64];
    if (length < 64) {
      // There may be nothing to load behind the last byte.
      memcpy(rest, block, length);
      block = rest;
      valid = (1ull << length) - 1;
      last = length - 1;
    }
    checker_masks masks = masks_of(block, dialect);
    uint64_t newline = masks.newline & valid;
    uint64_t returns = masks.carriage_return & valid;
    lines += (size_t)__builtin_popcountll(newline & ~(returns << 1 | carry));
    if (returns) lines += (size_t)__builtin_popcountll(returns);
    carry = returns >> last & 1;
  }
  *after_return = (int)carry;
  return lines;
}
