// What the content kernel for AVX-512 passes over: stretches in which nothing can be found.
//
// Most text has letters, digits, blanks and few signs. 512 bytes of such text are looked at together, a lane for 64 of
// them; what `content_body.h` would look for in them is looked for here in the same way, or in a coarser one, and where
// anything shows up the stretch is left to it.

#ifndef CHECKER_CONTENT_PLAIN_AVX512_H
#define CHECKER_CONTENT_PLAIN_AVX512_H

/// Words of 64 bytes that are looked at together, and that are classified at a time: wide loads of what was stored just
/// now would have to wait.
#define PLAIN_GROUP 8
#define PLAIN_WORDS 64

/// Classes of bytes, a bit each in `plain_classes.of`. An edge is a delimiter, a line end or a quote.
enum { IS_DIGIT = 1, IS_LETTER = 2, IS_EDGE = 4, IS_BLANK = 8, IS_PLUS = 16, IS_MINUS = 32, IS_SLASH = 64, IS_POINT = 128 };

typedef struct plain_classes {
  uint8_t of[128];
  /// The highest bit of bytes that are in none, and that are looked for.
  uint8_t other[128];
} plain_classes;

/// Each class of a few words, a bit a byte.
typedef struct plain_words {
  uint64_t digit[PLAIN_WORDS], letter[PLAIN_WORDS], edge[PLAIN_WORDS], blank[PLAIN_WORDS], plus[PLAIN_WORDS];
  uint64_t minus[PLAIN_WORDS], slash[PLAIN_WORDS], point[PLAIN_WORDS], quote[PLAIN_WORDS], carriage_return[PLAIN_WORDS];
  /// For each group, whether it has a byte that is in no class.
  uint64_t other[PLAIN_WORDS / PLAIN_GROUP];
} plain_words;

/// What the next group needs of the one before: `checker_content_state`, of which the highest lanes count.
typedef struct plain_state {
  __m512i opening, edge, blank, quote, signs, operations, word, letter, digit, apart, gap, plus;
  /// Where runs of 1, 2, 4 and 8 end.
  __m512i code[4], number[4], solid[4];
} plain_state;

static void classify_bytes(uint8_t delimiter, plain_classes *classes) {
  for (int byte = 0; byte < 128; byte++) {
    uint8_t class = 0;
    if (byte >= '0' && byte <= '9') class |= IS_DIGIT;
    if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') class |= IS_LETTER;
    if (byte == delimiter || byte == '"' || byte == '\n' || byte == '\r') class |= IS_EDGE;
    if (byte == ' ' && byte != delimiter) class |= IS_BLANK;
    if (byte == '+') class |= IS_PLUS;
    if (byte == '-') class |= IS_MINUS;
    if (byte == '/') class |= IS_SLASH;
    if (byte == '.') class |= IS_POINT;
    classes->of[byte] = class;
    int is_sign = (byte >= '#' && byte < '+') || byte == '*' || byte == '!' || byte == '=' || byte == '@' || byte == '^' ||
                  byte == '|' || byte == '\\';
    int is_control = byte < ' ' || byte == 0x7f;
    int is_usual = byte == '\n' || byte == '\r' || (byte == '\t' && byte == delimiter);
    classes->other[byte] = is_sign || (is_control && !is_usual) ? 0x80 : 0;
  }
}

static void classify_words(
    const uint8_t *bytes, size_t groups, const plain_classes *classes, plain_words *words) {
  const __m512i low = _mm512_loadu_si512(classes->of), high = _mm512_loadu_si512(classes->of + 64);
  const __m512i low_other = _mm512_loadu_si512(classes->other), high_other = _mm512_loadu_si512(classes->other + 64);
  for (size_t group = 0; group < groups; group++) {
    __m512i other = _mm512_setzero_si512();
    for (size_t word = group * PLAIN_GROUP; word < (group + 1) * PLAIN_GROUP; word++) {
      __m512i block = _mm512_loadu_si512(bytes + word * 64);
      __m512i class = _mm512_permutex2var_epi8(low, block, high);
      // Above ASCII the byte itself has the highest bit.
      other = _mm512_ternarylogic_epi64(
          other, block, _mm512_permutex2var_epi8(low_other, block, high_other), 0xfe);
#define CLASS(bit) _mm512_test_epi8_mask(class, _mm512_set1_epi8((char)(bit)))
      words->digit[word] = CLASS(IS_DIGIT);
      words->letter[word] = CLASS(IS_LETTER);
      words->edge[word] = CLASS(IS_EDGE);
      words->blank[word] = CLASS(IS_BLANK);
      words->plus[word] = CLASS(IS_PLUS);
      words->minus[word] = CLASS(IS_MINUS);
      words->slash[word] = CLASS(IS_SLASH);
      words->point[word] = CLASS(IS_POINT);
#undef CLASS
      words->quote[word] = _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('"'));
      words->carriage_return[word] = _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('\r'));
    }
    words->other[group] = _mm512_movepi8_mask(other);
  }
}

// Bits of a group moved on by so many bytes, `before` being those of the group before.
#define AFTER(bits, before, by)                                                                              \
  _mm512_shldi_epi64(bits, _mm512_alignr_epi64(bits, before, PLAIN_GROUP - 1), by)
#define AND(a, b) _mm512_and_si512(a, b)
#define OR(a, b) _mm512_or_si512(a, b)
#define AND_NOT(a, b) _mm512_andnot_si512(b, a)
#define ANY(a) _mm512_test_epi64_mask(a, a)

/// Notes where runs of 1, 2, 4 and 8 end.
static inline __attribute__((always_inline)) void note_runs(
    __m512i bits, const __m512i before[4], __m512i runs[4]) {
  runs[0] = bits;
  runs[1] = AND(runs[0], AFTER(runs[0], before[0], 1));
  runs[2] = AND(runs[1], AFTER(runs[1], before[1], 2));
  runs[3] = AND(runs[2], AFTER(runs[2], before[2], 4));
}

/// Whether nothing can be found in a group that has no other bytes. `before` is the state behind the group before it.
static inline __attribute__((always_inline)) int is_plain(
    const plain_words *words, size_t first, const plain_state *before, plain_state *state) {
  const __m512i digit = _mm512_loadu_si512(words->digit + first);
  const __m512i letter = _mm512_loadu_si512(words->letter + first);
  const __m512i edge = _mm512_loadu_si512(words->edge + first);
  const __m512i blank = _mm512_loadu_si512(words->blank + first);
  const __m512i plus = _mm512_loadu_si512(words->plus + first);
  const __m512i minus = _mm512_loadu_si512(words->minus + first);
  const __m512i point = _mm512_loadu_si512(words->point + first);
  const __m512i quote = _mm512_loadu_si512(words->quote + first);
  const __m512i carriage_return = _mm512_loadu_si512(words->carriage_return + first);
  const __m512i word = OR(digit, letter);
  const __m512i opening = OR(edge, blank);
  const __m512i apart = _mm512_ternarylogic_epi64(word, edge, edge, 0x03);
  const __m512i solid = _mm512_ternarylogic_epi64(edge, blank, blank, 0x03);
  const __m512i digit_before = AFTER(digit, before->digit, 1);
  const __m512i word_before = AFTER(word, before->word, 1);

  const __m512i signs = AND(OR(plus, minus), AFTER(opening, before->opening, 1));
  __m512i found = AND_NOT(AFTER(signs, before->signs, 1), OR(OR(digit, point), opening));
  found = OR(found, AND(edge, AFTER(blank, before->blank, 1)));
  const __m512i operations = AND(plus, digit_before);
  found = OR(found, AND(word, AFTER(operations, before->operations, 1)));
  found = OR(found, AND(carriage_return, AND(AFTER(quote, before->quote, 1), AFTER(edge, before->edge, 2))));

  const __m512i pair = AND(
      AND(apart, AFTER(apart, before->apart, 3)), AND(word_before, AFTER(word, before->word, 2)));
  found = OR(found, AND(pair, AND(_mm512_slli_epi64(pair, 3), _mm512_slli_epi64(pair, 6))));
  const __m512i gap = AND(
      blank, OR(digit_before, AND_NOT(AFTER(digit, before->digit, 2), AFTER(letter, before->letter, 1))));
  if (ANY(gap)) {
#define NEAR(gap) OR(_mm512_slli_epi64(gap, 3), OR(_mm512_slli_epi64(gap, 4), _mm512_slli_epi64(gap, 5)))
    const __m512i near_gap = AND(gap, NEAR(gap));
    found = OR(found, AND(near_gap, NEAR(near_gap)));
    found = OR(found, AND(gap, AND(_mm512_slli_epi64(gap, 9), _mm512_slli_epi64(gap, 18))));
    found = OR(found, AND(gap, AFTER(gap, before->gap, 4)));
#undef NEAR
  }

  // Runs that may be too long, whatever they hold.
  const __m512i code = OR(OR(word, plus), _mm512_loadu_si512(words->slash + first));
  note_runs(code, before->code, state->code);
  note_runs(OR(digit, point), before->number, state->number);
  note_runs(solid, before->solid, state->solid);
  found = OR(found, AND(state->code[3], AFTER(state->code[3], before->code[3], 8)));
  found = OR(found, AND(state->number[3], AFTER(state->number[3], before->number[3], 8)));
  if (ANY(OR(plus, before->plus))) {
    found = OR(found, AND(state->solid[3], AFTER(state->solid[3], before->solid[3], DENSE - 8)));
  }

  state->opening = opening;
  state->edge = edge;
  state->blank = blank;
  state->quote = quote;
  state->signs = signs;
  state->operations = operations;
  state->word = word;
  state->letter = letter;
  state->digit = digit;
  state->apart = apart;
  state->gap = gap;
  state->plus = plus;
  return !ANY(found);
}

static void spread_runs(uint64_t bits, __m512i runs[4]) {
  for (int length = 0; length < 4; length++) {
    runs[length] = _mm512_set1_epi64((int64_t)bits);
    // The lowest bits are wrong, and too far from the next group to count.
    bits &= bits << (1 << length);
  }
}

/// The state behind a stretch that was not plain.
static void spread(const checker_content_state *state, plain_state *plain) {
#define SPREAD(name) plain->name = _mm512_set1_epi64((int64_t)state->name);
  SPREAD(opening)
  SPREAD(edge)
  SPREAD(blank)
  SPREAD(quote)
  SPREAD(signs)
  SPREAD(operations)
  SPREAD(word)
  SPREAD(letter)
  SPREAD(digit)
  SPREAD(apart)
  SPREAD(gap)
#undef SPREAD
  plain->plus = _mm512_set1_epi64((int64_t)state->sign);
  spread_runs(state->code, plain->code);
  spread_runs(state->number, plain->number);
  spread_runs(state->solid, plain->solid);
}

static inline uint64_t last_lane(__m512i lanes) {
  return (uint64_t)_mm_extract_epi64(_mm512_extracti64x2_epi64(lanes, 3), 1);
}

/// The state behind a plain stretch.
static void gather(const plain_state *plain, checker_content_state *state) {
  memset(state, 0, sizeof *state);
#define GATHER(name) state->name = last_lane(plain->name);
  GATHER(opening)
  GATHER(edge)
  GATHER(blank)
  GATHER(quote)
  GATHER(signs)
  GATHER(operations)
  GATHER(word)
  GATHER(letter)
  GATHER(digit)
  GATHER(apart)
  GATHER(gap)
#undef GATHER
  state->code = last_lane(plain->code[0]);
  state->number = last_lane(plain->number[0]);
  state->solid = last_lane(plain->solid[0]);
  state->eight = has_eight(state->code) | has_eight(state->number);
  state->sign = last_lane(plain->plus);
  state->rare = state->sign;
}

/// Whether the bytes before leave nothing open that `plain_state` knows nothing of.
static inline int may_be_plain(const checker_content_state *state) {
  return !((state->percent | state->backslash | state->ampersand) >> 62);
}

#undef AFTER
#undef AND
#undef OR
#undef AND_NOT
#undef ANY

#endif
