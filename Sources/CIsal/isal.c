// Looks for ISA-L and calls it. See the header for where its facts come from.

#include "checker_isal.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// The head of the library's state: what its caller sets and reads. What follows is the library's own.
typedef struct {
  uint8_t *next_out;
  uint32_t avail_out;
  uint32_t total_out;
  uint8_t *next_in;
  // Bits that were taken from the input and not used yet, and how many.
  uint64_t bits;
  uint32_t avail_in;
  int32_t bit_count;
} isal_head;

enum {
  // Where the state of the decoder stands in the library's state, and its last value (ISAL_BLOCK_FINISH).
  BLOCK_STATE_OFFSET = 21160,
  BLOCK_FINISH = 5,
  // The library's state has 87,368 bytes; a later version may have more.
  STATE_SIZE = 1 << 18,
};

struct checker_isal_stream {
  union {
    isal_head head;
    unsigned char room[STATE_SIZE];
  } state;
};

static struct {
  void (*init)(void *state);
  void (*reset)(void *state);
  int (*inflate)(void *state);
  uint32_t (*crc)(uint32_t seed, const unsigned char *bytes, uint64_t size);
  int usable;
} isal;

static pthread_once_t once = PTHREAD_ONCE_INIT;

static uint32_t block_state(const checker_isal_stream *stream) {
  uint32_t state;
  memcpy(&state, stream->state.room + BLOCK_STATE_OFFSET, sizeof state);
  return state;
}

static checker_isal_step step(
    checker_isal_stream *stream, const uint8_t *input, size_t input_size, uint8_t *output, size_t output_size) {
  checker_isal_step done = {CHECKER_ISAL_MORE, 0, 0, 0, 0};
  isal_head *head = &stream->state.head;
  uint32_t most_in = input_size > UINT32_MAX ? UINT32_MAX : (uint32_t)input_size;
  uint32_t most_out = output_size > UINT32_MAX ? UINT32_MAX : (uint32_t)output_size;
  // The library reads its input only.
  head->next_in = (uint8_t *)input;
  head->avail_in = most_in;
  head->next_out = output;
  head->avail_out = most_out;
  int status = isal.inflate(stream);
  // A library of another layout could leave anything here.
  if (status != 0 || head->avail_in > most_in || head->avail_out > most_out || head->bit_count > 64) {
    done.status = CHECKER_ISAL_DAMAGED;
    return done;
  }
  done.used = most_in - head->avail_in;
  done.written = most_out - head->avail_out;
  if (block_state(stream) == BLOCK_FINISH) {
    done.status = CHECKER_ISAL_END;
    // What is left of the last byte belongs to the stream.
    done.behind_count = head->bit_count < 0 ? 0 : (size_t)head->bit_count / 8;
    done.behind = done.behind_count < 8 ? head->bits >> (head->bit_count % 8) : head->bits;
  }
  return done;
}

// A stream with the fixed codes and matches, and 10 bytes behind it.
static const uint8_t sample[] = {0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x57, 0xc8, 0x40, 0x90, 0x3a, 0x0a, 0xc9, 0x19, 0xa9, 0xc9,
                                 0xd9, 0xa9, 0x45, 0x00, 1,    2,    3,    4,    5,    6,    7,    8,    9,    10};
static const char sample_text[] = "hello hello hello, checker";
enum { SAMPLE_BEHIND = 10 };

// Whether the bytes behind the end are those of `expected`.
static int matches(checker_isal_step done, const uint8_t *expected) {
  for (size_t i = 0; i < done.behind_count; i++) {
    if ((uint8_t)(done.behind >> (8 * i)) != expected[i]) return 0;
  }
  return 1;
}

// Whether the sample comes out right, with so many bytes of input and of output at a time.
static int inflates_sample(checker_isal_stream *stream, size_t input_step, size_t output_step) {
  char out[sizeof sample_text + 16];
  size_t position = 0, written = 0;
  isal.init(stream);
  for (int steps = 0; steps < 200; steps++) {
    size_t size = sizeof sample - position < input_step ? sizeof sample - position : input_step;
    size_t room = sizeof out - written < output_step ? sizeof out - written : output_step;
    checker_isal_step done = step(stream, sample + position, size, (uint8_t *)out + written, room);
    if (done.status == CHECKER_ISAL_DAMAGED) return 0;
    position += done.used;
    written += done.written;
    if (done.status == CHECKER_ISAL_END) {
      size_t end = sizeof sample - SAMPLE_BEHIND;
      return written == sizeof sample_text - 1 && memcmp(out, sample_text, written) == 0 &&
             position - done.behind_count == end && matches(done, sample + end);
    }
  }
  return 0;
}

static void load(void) {
  void *library = dlopen("libisal.so.2", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  isal.init = (void (*)(void *))dlsym(library, "isal_inflate_init");
  isal.reset = (void (*)(void *))dlsym(library, "isal_inflate_reset");
  isal.inflate = (int (*)(void *))dlsym(library, "isal_inflate");
  isal.crc = (uint32_t(*)(uint32_t, const unsigned char *, uint64_t))dlsym(library, "crc32_gzip_refl");
  if (!isal.init || !isal.reset || !isal.inflate || !isal.crc) return;
  checker_isal_stream *stream = calloc(1, sizeof *stream);
  if (!stream) return;
  // The check value of this CRC. Source: Koopman, CRC-32/ISO-HDLC, of "123456789".
  isal.usable = inflates_sample(stream, 1, 1) && inflates_sample(stream, 1, 64) && inflates_sample(stream, 64, 3) &&
                inflates_sample(stream, 64, 64) && isal.crc(0, (const unsigned char *)"123456789", 9) == 0xcbf43926u;
  free(stream);
}

int checker_isal_available(void) {
  pthread_once(&once, load);
  return isal.usable;
}

checker_isal_stream *checker_isal_open(void) {
  if (!checker_isal_available()) return NULL;
  checker_isal_stream *stream = calloc(1, sizeof *stream);
  if (stream) isal.init(stream);
  return stream;
}

void checker_isal_restart(checker_isal_stream *stream) { isal.reset(stream); }

void checker_isal_close(checker_isal_stream *stream) { free(stream); }

checker_isal_step checker_isal_inflate(
    checker_isal_stream *stream, const uint8_t *input, size_t input_size, uint8_t *output, size_t output_size) {
  return step(stream, input, input_size, output, output_size);
}

uint32_t checker_isal_crc(uint32_t crc, const uint8_t *bytes, size_t size) {
  return isal.crc(crc, bytes, size);
}
