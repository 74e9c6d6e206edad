// What the content kernels share before their bodies.

#ifndef CHECKER_CONTENT_CONTENT_H
#define CHECKER_CONTENT_CONTENT_H

#include <string.h>

#include "checker_kernels.h"

/// Masks of 64 bytes, one bit a byte.
typedef struct checker_marks {
  uint64_t digit;
  uint64_t letter;
  uint64_t plus;
  uint64_t minus;
  uint64_t equals;
  uint64_t at;
  uint64_t slash;
  /// `*`, `^` and `&`, which calculate as `+` does.
  uint64_t operation;
  /// `|` and `!`.
  uint64_t call;
  uint64_t bracket;
  uint64_t percent;
  uint64_t backslash;
  uint64_t ampersand;
  uint64_t point;
  uint64_t space;
  uint64_t tab;
  uint64_t delimiter;
  uint64_t quote;
  uint64_t apostrophe;
  uint64_t line_feed;
  uint64_t carriage_return;
  /// Controls and everything above ASCII; tabs and line ends too.
  uint64_t unusual;
  /// `!`, `#` to `+`, `=`, `@`, `^`, `|`, and the backslash.
  uint64_t sign;
  /// Bytes of the classes that `add_rare` tells apart, which most blocks have none of.
  uint64_t rare;
} checker_marks;

#define CHECKER_DECLARE_CONTENT(suffix)                                                                      \
  size_t checker_content_places_##suffix(                                                                    \
      const uint8_t *bytes, size_t count, uint32_t offset, uint8_t delimiter, checker_content_state *state,  \
      uint32_t *places);

CHECKER_DECLARE_CONTENT(portable)
CHECKER_DECLARE_CONTENT(sse2)
CHECKER_DECLARE_CONTENT(avx2)
CHECKER_DECLARE_CONTENT(avx512)
CHECKER_DECLARE_CONTENT(neon)

#endif
