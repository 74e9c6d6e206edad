// The content kernels' common part. A kernel's file defines KERNEL(name),
// `marks_of(p, delimiter)` and `add_rare`, and includes this.

/// Bits of this block and of the one before, moved on by so many bytes.
static inline __attribute__((always_inline)) uint64_t moved(uint64_t bits, uint64_t before, int by) {
  return bits << by | before >> (64 - by);
}

/// Where the byte `by` places before is of a class.
#define MOVED(name, by) moved(name, state.name, by)

#ifndef CHECKER_CONTENT_RUNS
#define CHECKER_CONTENT_RUNS

/// Whether eight bits that begin at a multiple of eight are all set: every run of sixteen has such eight.
static inline __attribute__((always_inline)) uint64_t has_eight(uint64_t bits) {
  return (~bits - 0x0101010101010101ull) & bits & 0x8080808080808080ull;
}

/// Where runs of at least `length` end; `length` is at most 64, and `before` are the bits of the block before.
static inline __attribute__((always_inline)) uint64_t runs_of(uint64_t bits, uint64_t before, int length) {
  unsigned __int128 both = (unsigned __int128)bits << 64 | before;
  int have = 1;
  while (have < length) {
    int more = have < length - have ? have : length - have;
    both &= both << more;
    have += more;
  }
  return (uint64_t)(both >> 64);
}

/// Characters of base85 that may hold an identifier of ten.
#define DENSE 13

/// Whether a run of DENSE bytes ends in the block, in few steps: within it, or across its border.
static inline __attribute__((always_inline)) int has_run(uint64_t bits, uint64_t before) {
  uint64_t run = bits & bits << 1;
  run &= run << 2;
  run &= run << 4;
  run &= run << (DENSE - 8);
  if (run) return 1;
  if (!(before >> 63 & bits)) return 0;
  int first = ~before ? __builtin_clzll(~before) : 64;
  int second = ~bits ? __builtin_ctzll(~bits) : 64;
  return first + second >= DENSE;
}

/// Where one of the last `length` bytes, this one included, has a bit.
static inline __attribute__((always_inline)) uint64_t near(uint64_t bits, uint64_t before, int length) {
  return ~runs_of(~bits, ~before, length);
}

#endif

size_t KERNEL(checker_content_places)(
    const uint8_t *bytes, size_t count, uint32_t offset, uint8_t delimiter, checker_content_state *shared,
    uint32_t *places) {
  checker_content_state state = *shared;
  uint32_t *next = places;
  for (size_t position = 0; position < count; position += 64) {
    size_t length = count - position;
    const uint8_t *block = bytes + position;
    uint64_t valid = ~0ull;
    uint8_t rest[64];
    if (__builtin_expect(length < 64, 0)) {
      // Digits end no field and begin none.
      memset(rest, '0', sizeof rest);
      memcpy(rest, block, length);
      block = rest;
      valid = (1ull << length) - 1;
    }
    checker_marks marks = marks_of(block, delimiter);
    if (marks.rare) add_rare(&marks, block);
    uint64_t digit = marks.digit;
    uint64_t letter = marks.letter;
    uint64_t word = digit | letter;
    uint64_t quote = marks.quote;
    uint64_t edge = marks.delimiter | marks.line_feed | marks.carriage_return | quote;
    uint64_t blank = (marks.space | marks.tab) & ~marks.delimiter;
    uint64_t opening = edge | blank | marks.apostrophe;
    uint64_t starts = MOVED(opening, 1);

    // A sign in front, but of a number.
    uint64_t signs = (marks.plus | marks.minus) & starts;
    uint64_t found = MOVED(signs, 1) & ~(digit | marks.point | edge | blank);
    // Spaces and tabs at the end of a field.
    found |= edge & MOVED(blank, 1);

    // What else a spreadsheet takes for a formula, and what may be an escape: two letters or digits behind a percent
    // or an equals sign, one behind a backslash, a sign behind `&`.
    uint64_t operations = 0;
    uint64_t percent = marks.percent | marks.equals;
    uint64_t backslash = marks.backslash;
    uint64_t ampersand = marks.ampersand;
    uint64_t solid = ~(edge | blank);
    if (marks.rare | state.rare) {
      operations = (marks.plus | marks.operation) & MOVED(digit, 1);
      found |= (marks.equals | marks.at) & starts;
      found |= word & MOVED(operations, 1);
      found |= marks.call & ~marks.delimiter;
      found |= marks.bracket & MOVED(letter, 1);
      found |= marks.tab & blank & MOVED(edge, 1);
      found |= word & MOVED(word, 1) & MOVED(percent, 2);
      found |= word & MOVED(backslash, 1);
      found |= ~(word | edge | blank) & MOVED(ampersand, 1);
      // Base85: DENSE characters, with a letter and a sign among them.
      if (has_run(solid, state.solid)) {
        uint64_t dense = runs_of(solid, state.solid, DENSE);
        dense &= near(letter, state.letter, DENSE) & near(marks.sign, state.sign, DENSE);
        found |= dense & ~(dense << 1);
      }
      found |= marks.unusual & ~(marks.tab | marks.line_feed | marks.carriage_return);
    }
    if (marks.carriage_return) found |= marks.carriage_return & MOVED(quote, 1) & MOVED(edge, 2);

    // Bytes in pairs of digits, one sign between two of them: of eight pairs, which have seven signs, four pairs and
    // the signs around three of them lie in one block.
    uint64_t apart = ~(word | edge);
    if (apart & apart << 3 & apart << 6) {
      uint64_t pair = apart & MOVED(word, 1) & MOVED(word, 2) & MOVED(apart, 3);
      found |= pair & pair << 3 & pair << 6;
    }

    // Numbers with a blank between them, as characters are listed: of eight numbers of two or three digits, with a sign
    // behind each or none, or of eight binary digits, three gaps in a row lie in one block. And ten digits that are
    // written backwards: four, three and three.
    uint64_t gap = blank & (MOVED(digit, 1) | (MOVED(digit, 2) & ~MOVED(letter, 1)));
    if (gap) {
      uint64_t near_gap = gap & (gap << 3 | gap << 4 | gap << 5);
      found |= near_gap & (near_gap << 3 | near_gap << 4 | near_gap << 5);
      found |= gap & gap << 9 & gap << 18;
      found |= gap & MOVED(gap, 4);
    }

    // Sixteen characters of base64 that are not all digits, thirty-two digits, or eighteen and a point.
    uint64_t code = word | marks.plus | marks.slash | marks.equals;
    uint64_t number = digit | marks.point;
    uint64_t eight = has_eight(code) | has_eight(number);
    uint64_t runs = 0;
    if (eight | state.eight) {
      runs = runs_of(code, state.code, 16) & ~runs_of(digit, state.digit, 16);
      runs |= runs_of(digit, state.digit, 32) | runs_of(number, state.number, 19);
      found |= runs & ~MOVED(runs, 1);
    }
    found &= valid;
    while (found) {
      *next++ = offset + (uint32_t)position + (uint32_t)__builtin_ctzll(found);
      found &= found - 1;
    }

    state.opening = opening;
    state.edge = edge;
    state.blank = blank;
    state.quote = quote;
    state.signs = signs;
    state.operations = operations;
    state.percent = percent;
    state.word = word;
    state.letter = letter;
    state.digit = digit;
    state.code = code;
    state.number = number;
    state.eight = eight;
    state.rare = marks.rare;
    state.runs = runs;
    state.backslash = marks.backslash;
    state.ampersand = marks.ampersand;
    state.sign = marks.sign;
    state.solid = solid;
    state.apart = apart;
    state.gap = gap;
  }
  *shared = state;
  return (size_t)(next - places);
}
