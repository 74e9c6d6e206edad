// The classes of 64 bytes from vectors. A kernel's file defines:
//
//   equal(block, byte), below(block, from, count), high_bits(block)   masks of a `vectors`
//   load(p), lowered(block)   64 bytes, and the same with bit 5 set

static inline __attribute__((always_inline)) checker_classes classes_of(const uint8_t *bytes) {
  vectors block = load(bytes);
  checker_classes classes;
  classes.digit = below(block, '0', 10);
  classes.letter = below(lowered(block), 'a', 26);
  classes.gap = equal(block, ' ') | equal(block, '-');
  classes.comma = equal(block, ',');
  classes.point = equal(block, '.');
  classes.plus = equal(block, '+');
  classes.at = equal(block, '@');
  classes.high = high_bits(block);
  classes.line_feed = equal(block, '\n');
  classes.carriage_return = equal(block, '\r');
  return classes;
}
