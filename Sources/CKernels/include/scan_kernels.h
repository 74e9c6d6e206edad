// The scan for identifiers, its first half: from bytes to the places where a shape of characters ends.
//
// A shape is a row of character classes, such as "two letters, six digits, a letter, no letter or digit on
// either side". The bytes are classified into bit maps, a bit a byte; a shape is the AND of maps that are
// shifted by the distance of each class from the shape's end. Shapes that end alike share their steps: all
// together they are a tree, and a branch in which no bit is left is skipped.
//
// The look-behind reaches into the block before by itself: nothing is special about the border of a block.

#ifndef SCAN_KERNELS_H
#define SCAN_KERNELS_H

#include <stddef.h>
#include <stdint.h>

#include "checker_kernels.h"

/// Bit maps. Those from `..._2` on say that so many bytes in a row, up to this one, are of a class.
enum {
  SCAN_ALL = 0,
  SCAN_DIGIT,     // 0-9, decimals included; everything below leaves decimals out
  SCAN_LETTER,
  SCAN_SPACE,
  SCAN_HYPHEN,
  SCAN_DOT,
  SCAN_COMMA,
  SCAN_COLON,
  SCAN_SLASH,
  SCAN_PLUS,
  SCAN_AT,
  SCAN_ZERO,
  SCAN_ZERO_ONE,  // 0 or 1
  SCAN_ZERO_TWO,  // 0, 1 or 2
  SCAN_B,         // b or B: few words have one, and those for birth do
  SCAN_HEX_LETTER,
  SCAN_NOT_WORD,  // neither a letter nor a digit, be it a decimal
  SCAN_GAP,       // space or hyphen
  SCAN_WHOLE,     // a digit that is no decimal: no point before its run, but for the point behind a word
  SCAN_WORD,
  SCAN_HEX,
  SCAN_WHOLE_2, SCAN_WHOLE_4, SCAN_WHOLE_8,
  SCAN_LETTER_2, SCAN_LETTER_4,
  SCAN_WORD_2, SCAN_WORD_4, SCAN_WORD_8,
  SCAN_HEX_2, SCAN_HEX_4, SCAN_HEX_8,
  SCAN_LETTER_DIGIT,  // a digit behind a letter
  SCAN_DIGIT_LETTER,  // a letter behind a digit
  SCAN_PLUS_DIGIT,    // a digit behind a plus
  SCAN_SPACE_DIGIT,   // a digit behind a space
  SCAN_MAPS
};

/// Longest look-behind, in bytes.
enum { SCAN_LONGEST_SHIFT = 63 };
/// Deepest tree of steps.
enum { SCAN_DEEPEST = 32 };
/// Bytes that are classified at a time.
enum { SCAN_CHUNK = 4096 };
/// Shapes that one program may accept.
enum { SCAN_MOST_SHAPES = 512 };

/// One step of the tree, in preorder.
typedef struct {
  /// The map that must have a bit...
  uint8_t map;
  /// ...so many bytes before the end of the shape: 1 is its last byte, 0 the byte behind it.
  uint8_t shift;
  /// Steps above this one; below `SCAN_DEEPEST`.
  uint8_t depth;
  /// Maps, a bit each, that every shape at or below this step needs: a chunk without one has none of them.
  uint64_t needs;
  /// Number of the shape that is complete here, or `SCAN_NO_SHAPE`.
  uint16_t shape;
  /// The step that follows when no bit is left: the next one that isn't below this.
  uint16_t next;
} scan_step;

enum { SCAN_NO_SHAPE = 0xFFFF };

/// Where a shape ends: `end` is the offset of the byte behind it.
typedef struct {
  uint32_t end;
  uint32_t shape;
} scan_candidate;

/// What a call did.
typedef struct {
  /// Candidates written, by rising end and then by step.
  size_t candidates;
  /// Bytes that are done with: where the next call goes on, with the same state.
  size_t consumed;
  /// When nothing could be consumed: so much room is needed.
  size_t needed;
  /// Line ends seen: LF, CRLF and lone CR, one each.
  size_t line_ends;
  /// Whether a byte above 127 was seen.
  int has_high;
} scan_result;

/// What goes from one call to the next over the same bytes; all zero at the start.
typedef struct {
  uint64_t last[SCAN_MAPS];
  uint64_t last_return;
  uint64_t in_decimals;
} scan_state;

/// Scans `bytes[offset..<count]`, up to the end or until the room is full. Every shift of a step is at most
/// `SCAN_LONGEST_SHIFT`, every depth below `SCAN_DEEPEST`, every shape below `SCAN_MOST_SHAPES`, and `offset`
/// is 0 or what a call before consumed. `count` is below 2^32.
scan_result scan_bytes(checker_kernel kernel, const uint8_t *bytes, size_t count, size_t offset, const scan_step *steps,
                       size_t step_count, scan_state *state, scan_candidate *room, size_t capacity);

/// Whether `length` bytes of `literal`, at least one, occur in `bytes`.
int scan_holds(const uint8_t *bytes, size_t count, const uint8_t *literal, size_t length);

#endif
