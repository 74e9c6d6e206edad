// The csv kernels' common part. A kernel's file defines the eight pieces below and includes this.
//
//   KERNEL(name)            the function's name in this kernel
//   checker_masks           masks of 64 bytes, one bit a byte
//   masks_of(p, dialect)    loads them
//   has_rare(p, masks)      whether there is a CR or a NUL among 64 bytes; `masks` are theirs
//   has_high(p, masks)      whether one of the 64 bytes is above 127
//   prefix_xor(bits)        bit i = parity of bits 0…i
//   write_offsets(out, bits, base)   base + index of each set bit; may write up to 64 entries
//   select_bits(bits, of)   the bits of `bits` at the places where `of` has ones, pushed together

/// Sets a mark on the field that ends first after each of some bits; returns whether it is still open.
static inline __attribute__((always_inline)) uint64_t mark_fields(
    uint64_t bits, uint64_t structurals, uint32_t *ends, uint64_t count) {
  while (bits) {
    uint64_t before = (bits & -bits) - 1;
    uint64_t ordinal = (uint64_t)__builtin_popcountll(structurals & before);
    if (ordinal == count) return 1;
    ends[ordinal] |= CHECKER_UNESCAPE_BIT;
    // The others of the same field.
    uint64_t behind = structurals & ~before;
    bits &= ~(behind ^ (behind - 1));
  }
  return 0;
}

void KERNEL(checker_csv_index)(
    const uint8_t *bytes, size_t count, uint32_t offset, uint32_t first_field, checker_csv_dialect dialect,
    checker_csv_state *shared, uint32_t *ends, uint32_t *records, checker_csv_result *result) {
  checker_csv_state state = *shared;
  uint64_t quotes_count = dialect.has_quote ? ~0ull : 0;
  uint64_t keeps_blank = dialect.keeps_blank_lines ? ~0ull : 0;
  uint32_t *next_end = ends;
  uint32_t *next_record = records;
  uint64_t non_ascii = 0;
  uint64_t escapes = 0;
  uint64_t inner_lines = 0;
  size_t position = 0;
  result->violation = 0;

  while (position < count) {
    size_t length = count - position;
    checker_masks masks = masks_of(bytes + position, dialect);
    uint64_t rare = has_rare(bytes + position, masks);
    // Most bytes of most files: no quote, no CR, and nothing left open by the bytes before.
    if (__builtin_expect(
            length >= 64 &&
                !(masks.quote & quotes_count | rare | state.in_quotes | state.after_close | state.after_return),
            1)) {
      uint64_t newline = masks.newline;
      uint64_t structural = masks.delimiter | newline;
      if (__builtin_expect((newline & (newline << 1 | state.after_newline) & ~keeps_blank) != 0, 0)) {
        result->violation = 1;
        break;
      }
      uint64_t fields = (uint64_t)__builtin_popcountll(structural);
      write_offsets(next_end, structural, offset + (uint32_t)position);
      if (newline) {
        write_offsets(next_record, select_bits(newline, structural), first_field + 1);
        next_record += __builtin_popcountll(newline);
      }
      if (__builtin_expect(state.pending_unescape && fields, 0)) {
        next_end[0] |= CHECKER_UNESCAPE_BIT;
        state.pending_unescape = 0;
      }
      next_end += fields;
      first_field += (uint32_t)fields;
      non_ascii |= has_high(bytes + position, masks);
      state.may_open = structural >> 63;
      state.after_newline = newline >> 63;
      position += 64;
      continue;
    }
    uint64_t valid = ~0ull;
    uint64_t last = 63;
    if (__builtin_expect(length < 64, 0)) {
      valid = (1ull << length) - 1;
      last = length - 1;
    } else {
      length = 64;
    }
    uint64_t quote = masks.quote & quotes_count & valid;
    uint64_t inside = state.in_quotes;
    if (quote) inside ^= prefix_xor(quote);
    uint64_t outside = ~inside & valid;
    uint64_t newline = masks.newline & outside;
    uint64_t returns = rare ? masks.carriage_return & outside : 0;
    uint64_t structural = (masks.delimiter & outside) | newline;

    // The byte before stands in the bit's own place.
    uint64_t after_newline = newline << 1 | state.after_newline;
    uint64_t after_return = returns << 1 | state.after_return;
    uint64_t violation = rare ? masks.nul & outside : 0;
    violation |= after_return & ~masks.newline & valid;
    violation |= after_newline & (newline | returns) & ~keeps_blank;
    uint64_t closing = quote & ~inside;
    uint64_t after_close = closing << 1 | state.after_close;
    uint64_t opening = quote & inside;
    uint64_t escape = opening & after_close;
    violation |= opening & ~((structural | quote) << 1 | state.may_open);
    violation |= after_close & ~(structural | newline | returns | quote) & valid;
    if (__builtin_expect(violation != 0, 0)) {
      result->violation = 1;
      break;
    }

    inner_lines |= (masks.newline | (rare ? masks.carriage_return : 0)) & inside & valid;
    uint64_t fields = (uint64_t)__builtin_popcountll(structural);
    write_offsets(next_end, structural, offset + (uint32_t)position);
    if (newline) {
      uint64_t ordinals = select_bits(newline, structural);
      write_offsets(next_record, ordinals, first_field + 1);
      uint64_t crlf = after_return & newline;
      if (crlf) {
        uint64_t marks = crlf == newline ? ordinals : select_bits(crlf, structural);
        while (marks) {
          next_end[__builtin_ctzll(marks)] |= CHECKER_CRLF_BIT;
          marks &= marks - 1;
        }
      }
      next_record += __builtin_popcountll(newline);
    }
    if (__builtin_expect((escape | state.pending_unescape) != 0, 0)) {
      if (state.pending_unescape && fields) {
        next_end[0] |= CHECKER_UNESCAPE_BIT;
        state.pending_unescape = 0;
      }
      state.pending_unescape |= mark_fields(escape, structural, next_end, fields);
      escapes |= 1;
    }
    next_end += fields;
    first_field += (uint32_t)fields;
    non_ascii |= masks.non_ascii & valid;

    state.in_quotes = 0 - (inside >> last & 1);
    state.may_open = (structural | quote) >> last & 1;
    state.after_close = closing >> last & 1;
    state.after_return = returns >> last & 1;
    state.after_newline = newline >> last & 1;
    position += length;
  }

  *shared = state;
  result->consumed = position;
  result->fields = (size_t)(next_end - ends);
  result->records = (size_t)(next_record - records);
  result->has_non_ascii = non_ascii != 0;
  result->has_escapes = escapes != 0;
  result->has_inner_lines = inner_lines != 0;
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
