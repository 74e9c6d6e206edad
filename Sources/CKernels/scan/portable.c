// The plain kernel: what every machine runs, and what the others are compared with.

#include "scan.h"

#define SCAN_TARGET
#define SCAN_NAME scan_chunk_portable

static int is_between(uint8_t byte, uint8_t low, uint8_t high) { return byte >= low && byte <= high; }

static void classify(const uint8_t *bytes, size_t words, scan_maps *maps, scan_lines *lines) {
  lines->high = 0;
  for (size_t word = 0; word < words; word++) {
    uint64_t bits[SCAN_BASE_MAPS] = {0};
    uint64_t feed = 0, ret = 0;
    for (unsigned place = 0; place < 64; place++) {
      const uint8_t byte = bytes[word * 64 + place];
      const uint64_t bit = (uint64_t)1 << place;
      if (is_between(byte, '0', '9')) {
        bits[SCAN_DIGIT] |= bit;
        if (byte == '0') bits[SCAN_ZERO] |= bit;
        if (byte <= '1') bits[SCAN_ZERO_ONE] |= bit;
        if (byte <= '2') bits[SCAN_ZERO_TWO] |= bit;
      } else if (is_between(byte | 0x20, 'a', 'z')) {
        bits[SCAN_LETTER] |= bit;
        if ((byte | 0x20) == 'b') bits[SCAN_B] |= bit;
        if ((byte | 0x20) <= 'f') bits[SCAN_HEX_LETTER] |= bit;
      } else {
        switch (byte) {
          case ' ': bits[SCAN_SPACE] |= bit; break;
          case '-': bits[SCAN_HYPHEN] |= bit; break;
          case '.': bits[SCAN_DOT] |= bit; break;
          case ',': bits[SCAN_COMMA] |= bit; break;
          case ':': bits[SCAN_COLON] |= bit; break;
          case '/': bits[SCAN_SLASH] |= bit; break;
          case '+': bits[SCAN_PLUS] |= bit; break;
          case '@': bits[SCAN_AT] |= bit; break;
          case '\n': feed |= bit; break;
          case '\r': ret |= bit; break;
          default: lines->high |= byte & 0x80; break;
        }
      }
    }
    for (int map = 0; map < SCAN_BASE_MAPS; map++) maps->map[map][SCAN_FIRST_WORD + word] = bits[map];
    lines->feeds[word] = feed;
    lines->returns[word] = ret;
  }
}

static int has_bits(const uint64_t *map, size_t words) {
  uint64_t any = 0;
  for (size_t word = 0; word < words; word++) any |= map[word];
  return any != 0;
}

static int narrow(const uint64_t *from, const uint64_t *map, unsigned shift, size_t words, uint64_t *to) {
  uint64_t any = 0;
  for (size_t word = 0; word < words; word++) {
    const uint64_t before = shift == 0 ? 0 : map[(ptrdiff_t)word - 1] >> (64 - shift);
    to[word] = from[word] & (map[word] << shift | before);
    any |= to[word];
  }
  return any != 0;
}

#include "scan_body.h"
