// The marks of 64 bytes from vectors. A kernel's file defines:
//
//   equal(block, byte), below(block, from, count)   masks of a `vectors`
//   load(p), lowered(block)   64 bytes, and the same with bit 5 set

static inline __attribute__((always_inline)) checker_marks marks_of(const uint8_t *bytes, uint8_t delimiter) {
  vectors block = load(bytes);
  checker_marks marks;
  marks.digit = below(block, '0', 10);
  marks.letter = below(lowered(block), 'a', 26);
  marks.plus = equal(block, '+');
  marks.minus = equal(block, '-');
  marks.equals = equal(block, '=');
  marks.at = equal(block, '@');
  marks.slash = equal(block, '/');
  marks.operation = equal(block, '*') | equal(block, '^') | equal(block, '&');
  marks.call = equal(block, '|') | equal(block, '!');
  marks.bracket = equal(block, '(');
  marks.percent = equal(block, '%');
  marks.point = equal(block, '.');
  marks.space = equal(block, ' ');
  marks.tab = equal(block, '\t');
  marks.delimiter = equal(block, (char)delimiter);
  marks.quote = equal(block, '"');
  marks.apostrophe = equal(block, '\'');
  marks.line_feed = equal(block, '\n');
  marks.carriage_return = equal(block, '\r');
  // From DEL up, round the end of the byte, to below the space.
  marks.unusual = below(block, (char)0x7f, (char)(0x81 + 0x20));
  return marks;
}
