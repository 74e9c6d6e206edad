#include <zlib.h>

// A macro in zlib.h, which Swift can't import.
static inline int checker_inflateInit2(z_streamp stream, int windowBits) {
  return inflateInit2(stream, windowBits);
}
