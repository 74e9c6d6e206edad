// The content of a quoted field with doubled quotes.

#include "kernel.h"

size_t checker_csv_unescape(const uint8_t *field, size_t count, uint8_t quote, uint8_t *content) {
  const uint8_t *from = field + 1;
  const uint8_t *end = field + count;
  uint8_t *to = content;
  while (from < end) {
    const uint8_t *next = memchr(from, quote, (size_t)(end - from));
    size_t run = (size_t)((next ? next : end) - from);
    memcpy(to, from, run);
    to += run;
    if (!next) break;
    from = next + 1;
    if (from < end && *from == quote) {
      *to++ = quote;
      from += 1;
    } else {
      // What follows the closing quote belongs to the content as it is.
      memcpy(to, from, (size_t)(end - from));
      to += end - from;
      break;
    }
  }
  return (size_t)(to - content);
}

int checker_has_line_end(const uint8_t *bytes, size_t count) {
  return count > 0 && (memchr(bytes, '\n', count) || memchr(bytes, '\r', count));
}
