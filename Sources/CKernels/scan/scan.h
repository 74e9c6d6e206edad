// What the kernels of the scan share.

#ifndef SCAN_H
#define SCAN_H

#include "scan_kernels.h"

enum { SCAN_WORDS = SCAN_CHUNK / 64 };
/// Words that are narrowed together; a chunk, be it the last, has a multiple of them.
enum { SCAN_GROUP = 8 };
/// Before the first word of a map stands the last one of the chunk before; words that are narrowed together begin where
/// a line of the cache begins.
enum { SCAN_FIRST_WORD = SCAN_GROUP };
/// Maps that are read from the bytes; the others follow from them.
enum { SCAN_BASE_MAPS = SCAN_HEX_LETTER + 1 };

/// The maps of a chunk.
typedef struct {
  _Alignas(64) uint64_t map[SCAN_MAPS][SCAN_FIRST_WORD + SCAN_WORDS];
} scan_maps;

/// Shapes of a chunk with a place at least, and where they end.
typedef struct {
  size_t count;
  /// Ends of all shapes together.
  size_t places;
  uint16_t shape[SCAN_MOST_SHAPES];
  uint64_t ends[SCAN_MOST_SHAPES][SCAN_WORDS];
} scan_accepted;

/// What is known of the line ends and the other bytes of a chunk.
typedef struct {
  uint64_t feeds[SCAN_WORDS], returns[SCAN_WORDS];
  uint64_t high;
  size_t ends;
} scan_lines;

/// Everything that is done with the bytes of a chunk, up to the shapes that end in it.
typedef void (*scan_chunk)(const uint8_t *bytes, size_t words, const scan_step *steps, size_t step_count,
                           scan_state *state, scan_maps *maps, scan_lines *lines, scan_accepted *accepted);

void scan_chunk_portable(const uint8_t *bytes, size_t words, const scan_step *steps, size_t step_count,
                         scan_state *state, scan_maps *maps, scan_lines *lines, scan_accepted *accepted);
#if defined(__x86_64__)
void scan_chunk_avx2(const uint8_t *bytes, size_t words, const scan_step *steps, size_t step_count,
                     scan_state *state, scan_maps *maps, scan_lines *lines, scan_accepted *accepted);
void scan_chunk_avx512(const uint8_t *bytes, size_t words, const scan_step *steps, size_t step_count,
                       scan_state *state, scan_maps *maps, scan_lines *lines, scan_accepted *accepted);
#endif

#endif
