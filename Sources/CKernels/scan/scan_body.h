// The scan of one chunk over `classify` and `narrow` of a kernel, which defines SCAN_TARGET, SCAN_NAME and both
// before it includes this.
//
// classify(bytes, words, maps, lines): fills the base maps.
// has_bits(map, words): whether a word is other than 0.
// narrow(from, map, shift, words, to): to[i] = from[i] & (map << shift); whether a bit is left. Nearly every step
//   that is taken at all has bits everywhere: to leave out words without one costs more than it saves.

/// Runs of 2, 4 and 8: a run of 2n ends where one of n ends and another ended n bytes before. Likewise the
/// borders of digits.
static const struct {
  uint8_t from, before, to, shift;
} derived[] = {
    {SCAN_WHOLE, SCAN_WHOLE, SCAN_WHOLE_2, 1},
    {SCAN_WHOLE_2, SCAN_WHOLE_2, SCAN_WHOLE_4, 2},
    {SCAN_WHOLE_4, SCAN_WHOLE_4, SCAN_WHOLE_8, 4},
    {SCAN_LETTER, SCAN_LETTER, SCAN_LETTER_2, 1},
    {SCAN_LETTER_2, SCAN_LETTER_2, SCAN_LETTER_4, 2},
    {SCAN_WORD, SCAN_WORD, SCAN_WORD_2, 1},
    {SCAN_WORD_2, SCAN_WORD_2, SCAN_WORD_4, 2},
    {SCAN_WORD_4, SCAN_WORD_4, SCAN_WORD_8, 4},
    {SCAN_HEX, SCAN_HEX, SCAN_HEX_2, 1},
    {SCAN_HEX_2, SCAN_HEX_2, SCAN_HEX_4, 2},
    {SCAN_HEX_4, SCAN_HEX_4, SCAN_HEX_8, 4},
    {SCAN_WHOLE, SCAN_LETTER, SCAN_LETTER_DIGIT, 1},
    {SCAN_LETTER, SCAN_WHOLE, SCAN_DIGIT_LETTER, 1},
    {SCAN_WHOLE, SCAN_PLUS, SCAN_PLUS_DIGIT, 1},
    {SCAN_WHOLE, SCAN_SPACE, SCAN_SPACE_DIGIT, 1},
};

/// The maps that follow from the base maps; returns which of all maps have a bit in the chunk or just before.
SCAN_TARGET static uint64_t derive(scan_maps *maps, size_t words, uint64_t *in_decimals) {
  uint64_t(*map)[SCAN_FIRST_WORD + SCAN_WORDS] = maps->map;
  uint64_t carried = *in_decimals;
  for (size_t word = SCAN_FIRST_WORD; word < SCAN_FIRST_WORD + words; word++) {
    const uint64_t digits = map[SCAN_DIGIT][word];
    const uint64_t behind_point = map[SCAN_DOT][word] << 1 | map[SCAN_DOT][word - 1] >> 63;
    // The point of "No.4010232137" ends a word.
    const uint64_t letter_first = map[SCAN_LETTER][word] << 2 | map[SCAN_LETTER][word - 1] >> 62;
    // Of a run of digits behind a point none is whole. Adding the run's first bit to the run carries through it
    // to its end, and clears it.
    unsigned long long carry = 0;
    map[SCAN_WHOLE][word] =
        digits & __builtin_addcll(digits, digits & behind_point & ~letter_first, carried, &carry);
    carried = carry;
  }
  *in_decimals = carried;
  for (size_t word = SCAN_FIRST_WORD; word < SCAN_FIRST_WORD + words; word++) {
    map[SCAN_ALL][word] = ~(uint64_t)0;
    map[SCAN_NOT_WORD][word] = ~(map[SCAN_DIGIT][word] | map[SCAN_LETTER][word]);
    map[SCAN_GAP][word] = map[SCAN_SPACE][word] | map[SCAN_HYPHEN][word];
    map[SCAN_WORD][word] = map[SCAN_WHOLE][word] | map[SCAN_LETTER][word];
    map[SCAN_HEX][word] = map[SCAN_WHOLE][word] | map[SCAN_HEX_LETTER][word];
  }
  uint64_t present = 0;
  for (size_t index = 0; index < sizeof derived / sizeof derived[0]; index++) {
    uint64_t *to = map[derived[index].to] + SCAN_FIRST_WORD;
    const int some =
        narrow(map[derived[index].from] + SCAN_FIRST_WORD, map[derived[index].before] + SCAN_FIRST_WORD,
               derived[index].shift, words, to);
    if (some || to[-1] != 0) present |= (uint64_t)1 << derived[index].to;
  }
  for (int base = 0; base <= SCAN_HEX; base++) {
    const int some = map[base][SCAN_FIRST_WORD - 1] != 0 || has_bits(map[base] + SCAN_FIRST_WORD, words);
    if (some) present |= (uint64_t)1 << base;
  }
  return present;
}

SCAN_TARGET static void walk(const scan_maps *maps, uint64_t present, const scan_step *steps, size_t step_count,
                             size_t words, scan_accepted *accepted) {
  _Alignas(64) uint64_t levels[SCAN_DEEPEST + 1][SCAN_WORDS];
  for (size_t word = 0; word < words; word++) levels[0][word] = ~(uint64_t)0;
  size_t count = 0, places = 0;
  size_t index = 0;
  while (index < step_count) {
    const scan_step *step = &steps[index];
    if ((step->needs & ~present) != 0) {
      index = step->next;
      continue;
    }
    uint64_t *to = levels[step->depth + 1];
    if (!narrow(levels[step->depth], maps->map[step->map] + SCAN_FIRST_WORD, step->shift, words, to)) {
      index = step->next;
      continue;
    }
    if (step->shape != SCAN_NO_SHAPE && count < SCAN_MOST_SHAPES) {
      accepted->shape[count] = step->shape;
      for (size_t word = 0; word < words; word++) {
        accepted->ends[count][word] = to[word];
        places += (size_t)__builtin_popcountll(to[word]);
      }
      count++;
    }
    index++;
  }
  accepted->count = count;
  accepted->places = places;
}

/// LF, CRLF and lone CR, one each.
SCAN_TARGET static void count_line_ends(size_t words, scan_lines *lines, uint64_t *last_return) {
  lines->ends = 0;
  for (size_t word = 0; word < words; word++) {
    const uint64_t after_return = lines->returns[word] << 1 | *last_return;
    *last_return = lines->returns[word] >> 63;
    lines->ends += (size_t)__builtin_popcountll((lines->feeds[word] & ~after_return) | lines->returns[word]);
  }
}

SCAN_TARGET void SCAN_NAME(const uint8_t *bytes, size_t words, const scan_step *steps, size_t step_count,
                           scan_state *state, scan_maps *maps, scan_lines *lines, scan_accepted *accepted) {
  classify(bytes, words, maps, lines);
  for (int map = 0; map < SCAN_MAPS; map++) maps->map[map][SCAN_FIRST_WORD - 1] = state->last[map];
  const uint64_t present = derive(maps, words, &state->in_decimals);
  walk(maps, present, steps, step_count, words, accepted);
  count_line_ends(words, lines, &state->last_return);
}
