// Which kernels this machine can run, and the calls that go to one of them.

#include "content/content.h"
#include "csv/kernel.h"

int checker_kernel_supported(checker_kernel kernel) {
  switch (kernel) {
    case CHECKER_PORTABLE: return 1;
#if defined(__x86_64__)
    case CHECKER_SSE2: return 1;
    case CHECKER_AVX2:
      __builtin_cpu_init();
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
             __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("pclmul") &&
             __builtin_cpu_supports("popcnt");
    case CHECKER_AVX512:
      return checker_kernel_supported(CHECKER_AVX2) && __builtin_cpu_supports("avx512f") &&
             __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
             __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vbmi") &&
             __builtin_cpu_supports("avx512vbmi2");
#elif defined(__aarch64__)
    case CHECKER_NEON: return 1;
#endif
    default: return 0;
  }
}

// An unsupported kernel never gets here; the portable one stands in for it all the same.
#if defined(__x86_64__)
#define DISPATCH(kernel, name, ...)                                                                          \
  switch (kernel) {                                                                                          \
    case CHECKER_SSE2: return name##_sse2(__VA_ARGS__);                                                      \
    case CHECKER_AVX2: return name##_avx2(__VA_ARGS__);                                                      \
    case CHECKER_AVX512: return name##_avx512(__VA_ARGS__);                                                  \
    default: return name##_portable(__VA_ARGS__);                                                            \
  }
#elif defined(__aarch64__)
#define DISPATCH(kernel, name, ...)                                                                          \
  switch (kernel) {                                                                                          \
    case CHECKER_NEON: return name##_neon(__VA_ARGS__);                                                      \
    default: return name##_portable(__VA_ARGS__);                                                            \
  }
#else
#define DISPATCH(kernel, name, ...) return name##_portable(__VA_ARGS__);
#endif

void checker_csv_index(
    checker_kernel kernel, const uint8_t *bytes, size_t count, uint32_t offset, uint32_t first_field,
    checker_csv_dialect dialect, checker_csv_state *state, uint32_t *ends, uint32_t *records,
    checker_csv_result *result) {
  DISPATCH(
      kernel, checker_csv_index, bytes, count, offset, first_field, dialect, state, ends, records, result)
}

size_t checker_csv_lines(checker_kernel kernel, const uint8_t *bytes, size_t count, int *after_return) {
  DISPATCH(kernel, checker_csv_lines, bytes, count, after_return)
}

size_t checker_content_places(
    checker_kernel kernel, const uint8_t *bytes, size_t count, uint32_t offset, uint8_t delimiter,
    checker_content_state *state, uint32_t *places) {
  DISPATCH(kernel, checker_content_places, bytes, count, offset, delimiter, state, places)
}
