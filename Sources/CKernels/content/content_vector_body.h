// The marks of 64 bytes from vectors. A kernel's file defines:
//
//   equal(block, byte), below(block, from, count)   masks of a `vectors`
//   load(p), lowered(block)   64 bytes, and the same with bit 5 set

/// What nearly every block has, and whether it has anything else.
static inline __attribute__((always_inline)) checker_marks marks_of(const uint8_t *bytes, uint8_t delimiter) {
  vectors block = load(bytes);
  checker_marks marks = {0};
  marks.digit = below(block, '0', 10);
  vectors lower = lowered(block);
  marks.letter = below(lower, 'a', 26);
  marks.minus = equal(block, '-');
  marks.slash = equal(block, '/');
  marks.point = equal(block, '.');
  marks.space = equal(block, ' ');
  marks.delimiter = equal(block, (char)delimiter);
  marks.quote = equal(block, '"');
  marks.line_feed = equal(block, '\n');
  marks.carriage_return = equal(block, '\r');
  // From DEL up, round the end of the byte, to below the space.
  marks.unusual = below(block, (char)0x7f, (char)(0x81 + 0x20));
  // `#$%&'()*+`, and the other signs of formulas; the backslash is the upright bar without bit 5.
  marks.backslash = equal(lower, '|');
  marks.sign = below(block, '#', 9) | equal(block, '!') | equal(block, '=') | equal(block, '@') |
               equal(block, '^') | marks.backslash;
  marks.rare = marks.sign | (marks.unusual & ~(marks.line_feed | marks.carriage_return));
  return marks;
}

/// The marks of a block that has rare bytes.
static inline __attribute__((always_inline)) void add_rare(checker_marks *marks, const uint8_t *bytes) {
  vectors block = load(bytes);
  marks->plus = equal(block, '+');
  marks->equals = equal(block, '=');
  marks->at = equal(block, '@');
  marks->ampersand = equal(block, '&');
  marks->operation = equal(block, '*') | equal(block, '^') | marks->ampersand;
  uint64_t bar = equal(block, '|');
  marks->backslash &= ~bar;
  marks->call = bar | equal(block, '!');
  marks->bracket = equal(block, '(');
  marks->percent = equal(block, '%');
  marks->tab = equal(block, '\t');
  marks->apostrophe = equal(block, '\'');
}
