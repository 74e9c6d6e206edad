// The hash of a cell's content, shared by the kernel and by who sees one cell at a time.

#ifndef CHECKER_COLUMNS_HASH_H
#define CHECKER_COLUMNS_HASH_H

#include <stdint.h>
#include <string.h>

// Source: FNV offset basis, and the finaliser and step of SplitMix64 (Steele, Lea and Flood 2014).
#define CHECKER_HASH_SEED 0xcbf29ce484222325ull

#define CHECKER_MIX_FIRST 0xbf58476d1ce4e5b9ull
#define CHECKER_MIX_SECOND 0x94d049bb133111ebull
#define CHECKER_MIX_STEP 0x9e3779b97f4a7c15ull

static inline uint64_t checker_mix(uint64_t value) {
  value = (value ^ (value >> 30)) * CHECKER_MIX_FIRST;
  value = (value ^ (value >> 27)) * CHECKER_MIX_SECOND;
  return value ^ (value >> 31);
}

/// Eight bytes, the first one lowest.
static inline uint64_t checker_load(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}

#endif
