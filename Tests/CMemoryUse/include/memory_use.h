// What a thread asks of the C library's memory. For tests only.
//
// Where the C library isn't glibc, and under a sanitizer, which has its own allocator, nothing is counted.

#ifndef CHECKER_MEMORY_USE_H
#define CHECKER_MEMORY_USE_H

#include <stdint.h>

/// What the calling thread has done since it began or last started to count.
typedef struct {
  /// Blocks that were taken; one that is resized counts again.
  uint64_t allocations;
  /// Bytes in blocks that this thread took, less those that it gave back, whoever took them.
  int64_t live_bytes;
  /// The most that `live_bytes` has been.
  int64_t peak_bytes;
  /// Bytes that were copied by a call; a copy of few bytes may need none.
  uint64_t copied_bytes;
} memory_use;

/// Whether anything is counted here.
int memory_use_is_counted(void);

/// Starts to count anew for the calling thread.
void memory_use_start(void);

/// What was counted for the calling thread.
memory_use memory_use_so_far(void);

#endif
