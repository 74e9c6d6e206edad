// Stands before the C library's allocator and its copying, and counts what each thread asks of them.

#include "memory_use.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define HAS_ALLOCATOR_OF_ITS_OWN 1
#endif
#endif

#if defined(__linux__) && defined(__GLIBC__) && !defined(HAS_ALLOCATOR_OF_ITS_OWN)
#include <malloc.h>

// The names under which glibc has the same functions, so that nothing has to be looked up.
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *block);
extern void *__memmove_chk(void *to, const void *from, size_t count, size_t room);

// Read anew each time, or the compiler would see through the call and make it one of `memmove`.
static void *(*volatile move)(void *, const void *, size_t, size_t) = __memmove_chk;

static _Thread_local memory_use use;

static void *taken(void *block) {
  if (block != NULL) {
    use.allocations += 1;
    use.live_bytes += (int64_t)malloc_usable_size(block);
    if (use.live_bytes > use.peak_bytes) use.peak_bytes = use.live_bytes;
  }
  return block;
}

void *malloc(size_t size) { return taken(__libc_malloc(size)); }

void *calloc(size_t count, size_t size) { return taken(__libc_calloc(count, size)); }

void *realloc(void *old, size_t size) {
  const int64_t before = old == NULL ? 0 : (int64_t)malloc_usable_size(old);
  void *block = __libc_realloc(old, size);
  // When it fails the old one stays; a size of nothing gives it back.
  if (block != NULL || size == 0) use.live_bytes -= before;
  return taken(block);
}

void *memalign(size_t alignment, size_t size) { return taken(__libc_memalign(alignment, size)); }

void *aligned_alloc(size_t alignment, size_t size) { return taken(__libc_memalign(alignment, size)); }

int posix_memalign(void **block, size_t alignment, size_t size) {
  *block = taken(__libc_memalign(alignment, size));
  return *block == NULL ? ENOMEM : 0;
}

void free(void *block) {
  if (block == NULL) return;
  use.live_bytes -= (int64_t)malloc_usable_size(block);
  __libc_free(block);
}

void *memmove(void *to, const void *from, size_t count) {
  use.copied_bytes += count;
  return move(to, from, count, count);
}

void *memcpy(void *restrict to, const void *restrict from, size_t count) {
  use.copied_bytes += count;
  return move(to, from, count, count);
}

int memory_use_is_counted(void) { return 1; }

void memory_use_start(void) {
  use.allocations = 0;
  use.live_bytes = 0;
  use.peak_bytes = 0;
  use.copied_bytes = 0;
}

memory_use memory_use_so_far(void) { return use; }
#else
int memory_use_is_counted(void) { return 0; }
void memory_use_start(void) {}
memory_use memory_use_so_far(void) {
  const memory_use none = {0, 0, 0, 0};
  return none;
}
#endif
