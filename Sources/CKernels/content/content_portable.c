// The content kernel in plain C: what the others are compared with.

#include "content.h"

static inline checker_marks marks_of(const uint8_t *bytes, uint8_t delimiter) {
  checker_marks marks = {0};
  for (int index = 0; index < 64; index++) {
    uint8_t byte = bytes[index];
    uint64_t bit = 1ull << index;
    if ((uint8_t)(byte - '0') < 10) marks.digit |= bit;
    if ((uint8_t)((byte | 0x20) - 'a') < 26) marks.letter |= bit;
    if (byte == '+') marks.plus |= bit;
    if (byte == '-') marks.minus |= bit;
    if (byte == '=') marks.equals |= bit;
    if (byte == '@') marks.at |= bit;
    if (byte == '/') marks.slash |= bit;
    if (byte == '*' || byte == '^' || byte == '&') marks.operation |= bit;
    if (byte == '|' || byte == '!') marks.call |= bit;
    if (byte == '(') marks.bracket |= bit;
    if (byte == '%') marks.percent |= bit;
    if (byte == '\\') marks.backslash |= bit;
    if (byte == '&') marks.ampersand |= bit;
    if (byte >= '#' && byte <= '+') marks.sign |= bit;
    if (byte == '!' || byte == '=' || byte == '@' || byte == '^') marks.sign |= bit;
    if (byte == '|' || byte == '\\') marks.sign |= bit;
    if (byte == '.') marks.point |= bit;
    if (byte == ' ') marks.space |= bit;
    if (byte == '\t') marks.tab |= bit;
    if (byte == delimiter) marks.delimiter |= bit;
    if (byte == '"') marks.quote |= bit;
    if (byte == '\'') marks.apostrophe |= bit;
    if (byte == '\n') marks.line_feed |= bit;
    if (byte == '\r') marks.carriage_return |= bit;
    if (byte < ' ' || byte > 126) marks.unusual |= bit;
  }
  // Everything is known already.
  marks.rare = ~0ull;
  return marks;
}

static inline void add_rare(checker_marks *marks, const uint8_t *bytes) {
  (void)marks;
  (void)bytes;
}

#define KERNEL(name) name##_portable
#include "content_body.h"
