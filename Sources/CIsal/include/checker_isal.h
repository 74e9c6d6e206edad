// ISA-L's inflate, where that library is installed: nothing is linked, it is looked for when it is first asked for.
//
// Facts about the library are those of its header igzip_lib.h, version 2.30, whose shared library is libisal.so.2.

#ifndef CHECKER_ISAL_H
#define CHECKER_ISAL_H

#include <stddef.h>
#include <stdint.h>

/// One stream of raw DEFLATE.
typedef struct checker_isal_stream checker_isal_stream;

/// What a step did.
typedef enum {
  /// The input is used up or the output is full.
  CHECKER_ISAL_MORE,
  /// The stream has ended, and all of it was written.
  CHECKER_ISAL_END,
  /// The stream is damaged.
  CHECKER_ISAL_DAMAGED,
} checker_isal_status;

/// What a step used and wrote, in bytes.
typedef struct {
  checker_isal_status status;
  size_t used, written;
  /// Bytes that were used but stand behind the end of the stream, the first lowest, and how many: fewer than 9.
  uint64_t behind;
  size_t behind_count;
} checker_isal_step;

/// Whether the library is there, and does what is expected of it: a small stream is inflated byte by byte first.
int checker_isal_available(void);

/// A new stream; NULL when the library or memory is not there.
checker_isal_stream *checker_isal_open(void);
/// Begins a further stream with the same memory.
void checker_isal_restart(checker_isal_stream *stream);
void checker_isal_close(checker_isal_stream *stream);

/// Inflates until the input is used up, the output is full or the stream ends. At most 2^32-1 bytes of each.
checker_isal_step checker_isal_inflate(
    checker_isal_stream *stream, const uint8_t *input, size_t input_size, uint8_t *output, size_t output_size);

/// The CRC-32 of gzip, continued from `crc` (0 to begin with).
uint32_t checker_isal_crc(uint32_t crc, const uint8_t *bytes, size_t size);

#endif
