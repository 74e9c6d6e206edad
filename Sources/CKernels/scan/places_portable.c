// The scan kernel in plain C: what the others are compared with.

#include "classes.h"

static inline checker_classes classes_of(const uint8_t *bytes) {
  checker_classes classes = {0};
  for (int index = 0; index < 64; index++) {
    uint8_t byte = bytes[index];
    uint64_t bit = 1ull << index;
    if ((uint8_t)(byte - '0') < 10) classes.digit |= bit;
    if ((uint8_t)((byte | 0x20) - 'a') < 26) classes.letter |= bit;
    if (byte == ' ' || byte == '-') classes.gap |= bit;
    if (byte == ',') classes.comma |= bit;
    if (byte == '.') classes.point |= bit;
    if (byte == '+') classes.plus |= bit;
    if (byte == '@') classes.at |= bit;
    if (byte > 127) classes.high |= bit;
    if (byte == '\n') classes.line_feed |= bit;
    if (byte == '\r') classes.carriage_return |= bit;
  }
  return classes;
}

#define KERNEL(name) name##_portable
#include "places_body.h"
