// Pieces of index_body.h that are made of simpler ones, for the kernels that have nothing better.
//
//   masks_of, has_rare, select_bits          as there
//   has_high(p, masks)                       whether one of the 64 bytes is above 127
//   write_offsets(out, bits, base)           base + index of each set bit; may write up to 64 entries

static inline __attribute__((always_inline)) void write_fields(
    uint32_t *out, uint64_t bits, uint32_t base, uint64_t marked) {
  write_offsets(out, bits, base);
  if (marked) checker_mark_fields(out, select_bits(marked, bits), CHECKER_UNESCAPE_BIT);
}

static inline __attribute__((always_inline)) void write_records(uint32_t *out, uint64_t ordinals, uint32_t first) {
  if (ordinals) write_offsets(out, ordinals, first);
}

static inline __attribute__((always_inline)) const uint8_t *plain_blocks(
    const uint8_t *next, const uint8_t *end, checker_csv_dialect dialect, checker_csv_written *written,
    checker_csv_state *state) {
  uint64_t keeps_blank = dialect.keeps_blank_lines ? ~0ull : 0;
  uint64_t quotes_count = dialect.has_quote ? ~0ull : 0;
  while (end - next >= 64) {
    checker_masks masks = masks_of(next, dialect);
    uint64_t newline = masks.newline;
    uint64_t blank = newline & (newline << 1 | state->after_newline) & ~keeps_blank;
    if (__builtin_expect((masks.quote & quotes_count | has_rare(next, masks) | blank) != 0, 0)) break;
    uint64_t structural = masks.delimiter | newline;
    uint64_t fields = (uint64_t)__builtin_popcountll(structural);
    write_fields(written->ends, structural, written->offset, 0);
    write_records(written->records, select_bits(newline, structural), written->first_field + 1);
    written->records += __builtin_popcountll(newline);
    written->ends += fields;
    written->first_field += (uint32_t)fields;
    written->offset += 64;
    written->non_ascii |= has_high(next, masks);
    state->may_open = structural >> 63;
    state->after_newline = newline >> 63;
    next += 64;
  }
  return next;
}
