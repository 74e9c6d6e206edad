// What libzsv takes to read a file with its fast engine, for comparison. Built when its header is found.
//
// usage: zsv-peer index|spans|typed FILE
//   index counts records and fields; spans touches every field; typed reads numbers and hashes what is none, as
//   a profile of the columns has to.

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <zsv.h>

struct totals {
  zsv_parser parser;
  size_t rows, fields;
  uint64_t sum;
};

static void count_fields(void *context) {
  struct totals *totals = context;
  totals->rows += 1;
  totals->fields += zsv_cell_count(totals->parser);
}

static void touch_fields(void *context) {
  struct totals *totals = context;
  totals->rows += 1;
  const size_t count = zsv_cell_count(totals->parser);
  for (size_t index = 0; index < count; index++) {
    const struct zsv_cell cell = zsv_get_cell(totals->parser, index);
    if (cell.len > 0) totals->sum += cell.str[0] + cell.len;
  }
  totals->fields += count;
}

static uint64_t typed(const unsigned char *text, size_t length) {
  uint64_t number = 0, hash = 0xcbf29ce484222325;  // FNV-1a
  size_t index = 0, points = 0;
  for (; index < length; index++) {
    const unsigned digit = (unsigned)text[index] - '0';
    if (digit < 10) {
      number = number * 10 + digit;
    } else if (text[index] == '.' && points == 0) {
      points = 1;
    } else {
      break;
    }
  }
  if (index == length && length > points) return number;
  for (index = 0; index < length; index++) hash = (hash ^ text[index]) * 0x100000001b3;
  return hash;
}

static void type_fields(void *context) {
  struct totals *totals = context;
  totals->rows += 1;
  const size_t count = zsv_cell_count(totals->parser);
  for (size_t index = 0; index < count; index++) {
    const struct zsv_cell cell = zsv_get_cell(totals->parser, index);
    totals->sum += typed(cell.str, cell.len);
  }
  totals->fields += count;
}

static double processor_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  FILE *file = argc == 3 ? fopen(argv[2], "rb") : NULL;
  if (file == NULL) return 2;
  struct totals totals = {0};
  struct zsv_opts options;
  memset(&options, 0, sizeof options);
  options.scan_engine = 3;  // fast
  options.stream = file;
  options.ctx = &totals;
  options.row_handler = strcmp(argv[1], "index") == 0   ? count_fields
                        : strcmp(argv[1], "spans") == 0 ? touch_fields
                                                        : type_fields;
  const double start = processor_seconds();
  totals.parser = zsv_new(&options);
  if (totals.parser == NULL) return 2;
  enum zsv_status status;
  while ((status = zsv_parse_more(totals.parser)) == zsv_status_ok) {}
  zsv_finish(totals.parser);
  const double took = processor_seconds() - start;
  zsv_delete(totals.parser);
  printf("{\"cpu\": %f, \"records\": %zu, \"fields\": %zu, \"sum\": %llu}\n", took, totals.rows, totals.fields,
         (unsigned long long)totals.sum);
  return status == zsv_status_no_more_input ? 0 : 1;
}
