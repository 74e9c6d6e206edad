// The content kernels' common part. A kernel's file defines KERNEL(name) and `marks_of(p, delimiter)` and
// includes this.

/// Bits of this block and of the one before, moved on by so many bytes.
static inline __attribute__((always_inline)) uint64_t moved(uint64_t bits, uint64_t before, int by) {
  return bits << by | before >> (64 - by);
}

/// Where the byte `by` places before is of a class.
#define MOVED(name, by) moved(name, state.name, by)

size_t KERNEL(checker_content_places)(
    const uint8_t *bytes, size_t count, uint32_t offset, uint8_t delimiter, checker_content_state *shared,
    uint32_t *places) {
  checker_content_state state = *shared;
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
    checker_marks marks = marks_of(block, delimiter);
    uint64_t digit = marks.digit;
    uint64_t word = digit | marks.letter;
    uint64_t edge = marks.delimiter | marks.line_feed | marks.carriage_return | marks.quote;
    uint64_t blank = (marks.space | marks.tab) & ~marks.delimiter;
    uint64_t opening = edge | blank | marks.apostrophe;
    uint64_t starts = MOVED(opening, 1);

    // What a spreadsheet takes for a formula: it begins with a sign, or it calls, or it calculates.
    uint64_t found = (marks.equals | marks.at) & starts;
    uint64_t signs = (marks.plus | marks.minus) & starts;
    found |= MOVED(signs, 1) & ~(digit | marks.point | edge | blank);
    uint64_t operations = (marks.plus | marks.operation) & MOVED(digit, 1);
    found |= word & MOVED(operations, 1);
    found |= marks.call & ~marks.delimiter;
    uint64_t letter = marks.letter;
    found |= marks.bracket & MOVED(letter, 1);
    found |= marks.tab & blank & MOVED(edge, 1);
    uint64_t quote = marks.quote;
    if (marks.carriage_return) found |= marks.carriage_return & MOVED(quote, 1) & MOVED(edge, 2);

    // Spaces and tabs at the end of a field.
    found |= edge & MOVED(blank, 1);

    // Two letters or digits behind a percent sign.
    uint64_t percent = marks.percent;
    if (percent | state.percent) found |= word & MOVED(word, 1) & MOVED(percent, 2);

    // Sixteen characters of base64 that are not all digits, or thirty-two digits.
    uint64_t code = word | marks.plus | marks.slash | marks.equals;
    uint64_t code2 = code & MOVED(code, 1);
    uint64_t code4 = code2 & MOVED(code2, 2);
    uint64_t code8 = code4 & MOVED(code4, 4);
    uint64_t number = digit | marks.point;
    uint64_t number2 = number & MOVED(number, 1);
    uint64_t number4 = number2 & MOVED(number2, 2);
    uint64_t number8 = number4 & MOVED(number4, 4);
    uint64_t number16 = number8 & MOVED(number8, 8);
    uint64_t digit2 = digit & MOVED(digit, 1);
    uint64_t digit4 = digit2 & MOVED(digit2, 2);
    uint64_t digit8 = digit4 & MOVED(digit4, 4);
    uint64_t code16 = code8 & MOVED(code8, 8);
    uint64_t digit16 = digit8 & MOVED(digit8, 8);
    uint64_t runs = (code16 & ~digit16) | (digit16 & MOVED(digit16, 16));
    // Eighteen digits and a point.
    runs |= number16 & MOVED(number16, 3);
    found |= runs & ~MOVED(runs, 1);

    found |= marks.unusual & ~(marks.tab | marks.line_feed | marks.carriage_return);
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
    state.code2 = code2;
    state.code4 = code4;
    state.code8 = code8;
    state.digit2 = digit2;
    state.digit4 = digit4;
    state.digit8 = digit8;
    state.digit16 = digit16;
    state.number = number;
    state.number2 = number2;
    state.number4 = number4;
    state.number8 = number8;
    state.number16 = number16;
    state.runs = runs;
  }
  *shared = state;
  return (size_t)(next - places);
}
