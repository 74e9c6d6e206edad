// One thread's searches with compiled patterns: room that is made once, and never more time than was given.

import CPCRE2

/// Looks for the first match of patterns in texts. Belongs to one thread at a time.
@safe final class PCRE2Searcher {
  /// Texts up to this many bytes are searched by machine code: even a pattern that tries everything is done in
  /// less than a second. In longer ones the interpreter counts every step.
  private static let shortText = 256
  /// Starts of matches that are tried in one call, before the clock is looked at again.
  private static let startsOfCall = 256

  // Unsafe, fenced here: owned by this object alone, valid from `init` to `deinit`.
  private let data: OpaquePointer
  private let context: OpaquePointer
  private let stack: OpaquePointer

  /// Makes the room for searches.
  init() throws(PCRE2Error) {
    let data = unsafe pcre2_match_data_create_8(1, nil)
    let context = unsafe pcre2_match_context_create_8(nil)
    let stack = unsafe pcre2_jit_stack_create_8(PCRE2Pattern.firstStack, PCRE2Pattern.largestStack, nil)
    guard let data = unsafe data, let context = unsafe context, let stack = unsafe stack else {
      // The library frees nothing when it is given nothing.
      unsafe pcre2_match_data_free_8(data)
      unsafe pcre2_match_context_free_8(context)
      unsafe pcre2_jit_stack_free_8(stack)
      throw PCRE2Pattern.outOfMemory(.search)
    }
    unsafe self.data = data
    unsafe self.context = context
    unsafe self.stack = stack
    unsafe pcre2_set_match_limit_8(context, PCRE2Pattern.matchLimit)
    unsafe pcre2_set_heap_limit_8(context, PCRE2Pattern.heapLimit)
    unsafe pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
  }

  deinit {
    unsafe pcre2_match_data_free_8(data)
    unsafe pcre2_match_context_free_8(context)
    unsafe pcre2_jit_stack_free_8(stack)
  }

  /// The first match that is not empty.
  ///
  /// - Parameter mayGoOn: asked between calls of the library; false ends the search with an error.
  /// - Throws: when the search could not be finished: the text counts as not scanned.
  func firstMatch(_ pattern: PCRE2Pattern, in text: Span<UInt8>, mayGoOn: () -> Bool) throws(PCRE2Error)
    -> Range<Int>?
  {
    let isShort = text.count <= Self.shortText
    var start = 0
    while start <= text.count {
      guard mayGoOn() else {
        throw PCRE2Error(kind: .search, code: 0, description: "the time for patterns is used up")
      }
      let last = isShort ? text.count : min(text.count, start + Self.startsOfCall)
      let (status, found) = match(pattern, in: text, from: start, through: last, byMachineCode: isShort)
      if status == PCRE2_ERROR_NOMATCH {
        start = last + 1
      } else if status < 0 {
        throw PCRE2Error(kind: .search, code: Int(status), description: PCRE2Pattern.message(status))
      } else if found.lowerBound < found.upperBound {
        return found
      } else {
        start = max(found.upperBound, start) + 1
      }
    }
    return nil
  }

  private func match(
    _ pattern: PCRE2Pattern, in text: Span<UInt8>, from start: Int, through last: Int, byMachineCode: Bool
  ) -> (status: Int32, found: Range<Int>) {
    unsafe pcre2_set_offset_limit_8(context, last)
    let status = unsafe text.withUnsafeBufferPointer { buffer in
      // The library wants an address even for no bytes.
      var none: UInt8 = 0
      return unsafe withUnsafePointer(to: &none) { empty in
        unsafe pcre2_match_8(
          pattern.code, buffer.baseAddress ?? empty, buffer.count, start,
          byMachineCode ? 0 : PCRE2_NO_JIT, data, context)
      }
    }
    guard status >= 0, let ends = unsafe pcre2_get_ovector_pointer_8(data) else { return (status, 0..<0) }
    // With `\K` a match may end before it starts.
    let (lower, upper) = unsafe (ends[0], ends[1])
    return (status, min(lower, upper)..<upper)
  }
}
