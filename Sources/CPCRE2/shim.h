// PCRE2 declares nothing until the code unit width is chosen: the checker scans bytes.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
