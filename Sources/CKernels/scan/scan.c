// The scan itself, over the functions of one kernel.

#define _GNU_SOURCE
#include <string.h>

#include "scan.h"

/// Instruction sets without a kernel of their own take the portable one.
static scan_chunk chunk_function(checker_kernel kernel) {
#if defined(__x86_64__)
  if (kernel == CHECKER_AVX512 && checker_kernel_supported(kernel)) return scan_chunk_avx512;
  if (kernel == CHECKER_AVX2 && checker_kernel_supported(kernel)) return scan_chunk_avx2;
#endif
  return scan_chunk_portable;
}

static size_t write_places(const scan_accepted *accepted, size_t words, size_t start, scan_candidate *room) {
  size_t written = 0;
  for (size_t word = 0; accepted->count > 0 && word < words; word++) {
    uint64_t any = 0;
    for (size_t shape = 0; shape < accepted->count; shape++) any |= accepted->ends[shape][word];
    while (any != 0) {
      const unsigned place = (unsigned)__builtin_ctzll(any);
      any &= any - 1;
      for (size_t shape = 0; shape < accepted->count; shape++) {
        if ((accepted->ends[shape][word] >> place & 1) == 0) continue;
        room[written].end = (uint32_t)(start + word * 64 + place);
        room[written].shape = accepted->shape[shape];
        written++;
      }
    }
  }
  return written;
}

scan_result scan_bytes(checker_kernel kernel, const uint8_t *bytes, size_t count, size_t offset, const scan_step *steps,
                       size_t step_count, scan_state *state, scan_candidate *room, size_t capacity) {
  const scan_chunk scan = chunk_function(kernel);
  scan_result result = {0, offset, 0, 0, 0};
  scan_maps maps;
  scan_accepted accepted;
  scan_lines lines;
  uint8_t tail[SCAN_CHUNK];
  if (offset == 0) {
    // Before the first byte stands nothing, which is no letter and no digit.
    memset(state, 0, sizeof *state);
    state->last[SCAN_NOT_WORD] = ~(uint64_t)0;
    state->last[SCAN_ALL] = ~(uint64_t)0;
  }
  // The place behind the last byte counts too: shapes end there.
  while (result.consumed <= count) {
    const size_t left = count - result.consumed;
    const int is_last = left < SCAN_CHUNK;
    const uint8_t *chunk = bytes + result.consumed;
    size_t words = SCAN_WORDS;
    if (is_last) {
      if (left > 0) memcpy(tail, chunk, left);
      words = (left / 64 + SCAN_GROUP) / SCAN_GROUP * SCAN_GROUP;
      memset(tail + left, 0, words * 64 - left);
      chunk = tail;
    }
    scan_state next = *state;
    scan(chunk, words, steps, step_count, &next, &maps, &lines, &accepted);
    if (accepted.places > capacity - result.candidates) {
      result.needed = accepted.places;
      return result;
    }
    result.candidates += write_places(&accepted, words, result.consumed, room + result.candidates);
    result.line_ends += lines.ends;
    if (lines.high != 0) result.has_high = 1;
    for (int map = 0; map < SCAN_MAPS; map++) next.last[map] = maps.map[map][SCAN_FIRST_WORD + words - 1];
    *state = next;
    result.consumed += is_last ? left + 1 : SCAN_CHUNK;
  }
  return result;
}

/// How seldom a byte is in tables and texts, as far as one can say beforehand: letters by how seldom they are in English
/// (Lewand, Cryptological Mathematics, 2000), capitals more seldom than all small ones; what parts cells and words last.
static int rarity(uint8_t byte) {
  static const char by_frequency[] = "etaoinshrdlucmwfgypbvkjxqz";
  const uint8_t small = byte | 0x20;
  if (small < 'a' || small > 'z') return 0;
  const int place = (int)(strchr(by_frequency, small) - by_frequency) + 1;
  return byte == small ? place : place + (int)sizeof by_frequency;
}

/// Bytes for each place where the byte that is looked for stands by itself: with more of them a search for the whole
/// literal is faster.
enum { BYTES_A_PLACE = 256 };

int scan_holds(const uint8_t *bytes, size_t count, const uint8_t *literal, size_t length) {
  size_t rarest = 0;
  for (size_t index = 1; index < length; index++) {
    if (rarity(literal[index]) > rarity(literal[rarest])) rarest = index;
  }
  // Where the rarest byte of the literal may stand.
  size_t next = rarest;
  for (size_t places = 0; count >= length && next <= count - length + rarest; places++) {
    if (rarity(literal[rarest]) == 0 || places > next / BYTES_A_PLACE + 1) {
      return memmem(bytes + next - rarest, count - next + rarest, literal, length) != NULL;
    }
    const uint8_t *found = memchr(bytes + next, literal[rarest], count - length + rarest - next + 1);
    if (found == NULL) return 0;
    if (memcmp(found - rarest, literal, length) == 0) return 1;
    next = (size_t)(found - bytes) + 1;
  }
  return 0;
}
