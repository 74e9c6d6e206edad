// The scan kernels' common part. A kernel's file defines KERNEL(name) and `classes_of(p)` and includes this.

/// Bits of this block and of the one before, moved on by so many bytes.
static inline __attribute__((always_inline)) uint64_t moved(uint64_t bits, uint64_t before, int by) {
  return bits << by | before >> (64 - by);
}

/// Where the byte `by` places before is of a class.
#define MOVED(name, by) moved(name, state.name, by)

size_t KERNEL(checker_scan_places)(
    const uint8_t *bytes, size_t count, uint32_t offset, checker_scan_state *shared, uint32_t *places) {
  checker_scan_state state = *shared;
  uint32_t *next = places;
  for (size_t position = 0; position < count; position += 64) {
    size_t length = count - position;
    const uint8_t *block = bytes + position;
    uint64_t valid = ~0ull;
    uint8_t rest[64] = {0};
    if (__builtin_expect(length < 64, 0)) {
      memcpy(rest, block, length);
      block = rest;
      valid = (1ull << length) - 1;
    }
    checker_classes classes = classes_of(block);
    uint64_t digit = classes.digit;
    uint64_t letter = classes.letter;

    uint64_t digits_before = MOVED(digit, 1);
    uint64_t found = (digit & MOVED(letter, 1)) | (letter & digits_before);
    uint64_t pairs = digit & digits_before;
    if (pairs) {
      uint64_t threes = pairs & MOVED(digit, 2);
      uint64_t fours = threes & MOVED(digit, 3);
      found |= fours & MOVED(digit, 4) & MOVED(digit, 5);
      uint64_t gap = classes.gap;
      uint64_t grouped = fours & MOVED(gap, 4);
      if (grouped) {
        found |= grouped & MOVED(digit, 5) & MOVED(digit, 6) & MOVED(digit, 7) & MOVED(gap, 8) &
                 MOVED(digit, 9) & MOVED(digit, 10) & MOVED(digit, 11);
      }
      uint64_t comma = classes.comma;
      uint64_t separated = threes & MOVED(comma, 3);
      if (separated) {
        found |= separated & MOVED(digit, 4) & MOVED(digit, 5) & MOVED(digit, 6) & MOVED(comma, 7) &
                 MOVED(digit, 8) & MOVED(digit, 9) & MOVED(digit, 10) & MOVED(comma, 11) & MOVED(digit, 12);
      }
    }
    uint64_t point = classes.point;
    if (point | state.point) {
      found |= ~(digit | letter) & MOVED(point, 1) & MOVED(digit, 2) & MOVED(digit, 3) & MOVED(digit, 4) &
               MOVED(digit, 5);
    }
    uint64_t plus = classes.plus;
    if (plus | state.plus) found |= digit & MOVED(plus, 1) & MOVED(letter, 2);
    found |= classes.at | classes.high;
    found &= valid;
    while (found) {
      *next++ = offset + (uint32_t)position + (uint32_t)__builtin_ctzll(found);
      found &= found - 1;
    }

    uint64_t carriage_return = classes.carriage_return;
    uint64_t line_feeds = classes.line_feed & ~MOVED(carriage_return, 1) & valid;
    state.line_ends += (uint64_t)__builtin_popcountll(line_feeds);
    if (carriage_return) state.line_ends += (uint64_t)__builtin_popcountll(carriage_return);
    state.digit = digit;
    state.letter = letter;
    state.gap = classes.gap;
    state.comma = classes.comma;
    state.point = point;
    state.plus = plus;
    state.carriage_return = carriage_return;
  }
  *shared = state;
  return (size_t)(next - places);
}
