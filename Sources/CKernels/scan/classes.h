// What the scan kernels share before their bodies.

#ifndef CHECKER_SCAN_CLASSES_H
#define CHECKER_SCAN_CLASSES_H

#include <string.h>

#include "checker_kernels.h"

/// Masks of 64 bytes, one bit a byte.
typedef struct checker_classes {
  uint64_t digit;
  uint64_t letter;
  /// A space or a hyphen.
  uint64_t gap;
  uint64_t comma;
  uint64_t point;
  uint64_t plus;
  uint64_t at;
  uint64_t high;
  uint64_t line_feed;
  uint64_t carriage_return;
} checker_classes;

#define CHECKER_DECLARE_SCAN(suffix)                                                                         \
  size_t checker_scan_places_##suffix(                                                                       \
      const uint8_t *bytes, size_t count, uint32_t offset, checker_scan_state *state, uint32_t *places);

CHECKER_DECLARE_SCAN(portable)
CHECKER_DECLARE_SCAN(sse2)
CHECKER_DECLARE_SCAN(avx2)
CHECKER_DECLARE_SCAN(avx512)
CHECKER_DECLARE_SCAN(neon)

#endif
