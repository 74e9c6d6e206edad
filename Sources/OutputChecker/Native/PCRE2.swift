// PCRE2 without surprises: compiled once, with JIT, bounded, and never silent when it gives up.

import CPCRE2

/// Why a pattern could not be used, or a text could not be searched to its end.
struct PCRE2Error: Error, Equatable, CustomStringConvertible {
  enum Kind: Sendable {
    /// The pattern is not valid, too long, can't be compiled to machine code, or matches nothing at all.
    case pattern
    /// A limit on steps, memory or length was reached, or the library failed: the text is not searched.
    case search
  }

  var kind: Kind
  /// The library's own number; 0 for refusals of our own.
  var code: Int
  /// In plain words, without a byte of the text.
  var description: String
  /// Where in the pattern, for patterns.
  var offset: Int?
}

/// A compiled pattern over bytes.
///
/// Text that is not UTF-8 is searched all the same: a match never spans invalid bytes. A pattern is never
/// changed after it was compiled, so it may be used from many threads.
@safe final class PCRE2Pattern: @unchecked Sendable {
  /// Steps of one search. Source: the library's default is 10 million, which takes seconds.
  static let matchLimit: UInt32 = 100_000
  /// KiB of heap of one search; the library's default is 20 GB.
  static let heapLimit: UInt32 = 64 << 10
  /// Bytes of a pattern.
  static let longestPattern = 4096
  /// The machine stack of the compiled code: starts small and grows up to this.
  static let firstStack = 32 << 10
  static let largestStack = 1 << 20

  // Unsafe, fenced here: owned by this object alone, valid from `init` to `deinit`.
  let code: OpaquePointer

  /// Compiles a pattern.
  init(_ pattern: String) throws(PCRE2Error) {
    let bytes = Array(pattern.utf8)
    guard bytes.count <= Self.longestPattern else {
      throw PCRE2Error(
        kind: .pattern, code: 0, description: "the pattern is longer than \(Self.longestPattern) bytes")
    }
    guard let context = unsafe pcre2_compile_context_create_8(nil) else { throw Self.outOfMemory(.pattern) }
    defer { unsafe pcre2_compile_context_free_8(context) }
    unsafe pcre2_set_max_pattern_length_8(context, Self.longestPattern)
    var status: Int32 = 0
    var offset = 0
    let options = PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT
    let compiled = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe pcre2_compile_8(buffer.baseAddress, buffer.count, options, &status, &offset, context)
    }
    guard let compiled = unsafe compiled else {
      throw PCRE2Error(kind: .pattern, code: Int(status), description: Self.message(status), offset: offset)
    }
    let jit = unsafe pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE)
    guard jit == 0 else {
      unsafe pcre2_code_free_8(compiled)
      throw PCRE2Error(kind: .pattern, code: Int(jit), description: Self.message(jit))
    }
    unsafe code = compiled
  }

  deinit { unsafe pcre2_code_free_8(code) }

  /// All matches, from left to right, none overlapping another. Empty matches are left out.
  ///
  /// - Throws: when the search could not be finished: the text counts as not scanned.
  func matches(in text: Span<UInt8>) throws(PCRE2Error) -> [Range<Int>] {
    // One set of buffers a call: a pattern is shared between threads, a search is not.
    guard let data = unsafe pcre2_match_data_create_8(1, nil) else { throw Self.outOfMemory(.search) }
    defer { unsafe pcre2_match_data_free_8(data) }
    guard let context = unsafe pcre2_match_context_create_8(nil) else { throw Self.outOfMemory(.search) }
    defer { unsafe pcre2_match_context_free_8(context) }
    guard let stack = unsafe pcre2_jit_stack_create_8(Self.firstStack, Self.largestStack, nil) else {
      throw Self.outOfMemory(.search)
    }
    defer { unsafe pcre2_jit_stack_free_8(stack) }
    unsafe pcre2_set_match_limit_8(context, Self.matchLimit)
    unsafe pcre2_set_heap_limit_8(context, Self.heapLimit)
    unsafe pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))

    var found: [Range<Int>] = []
    var status: Int32 = 0
    unsafe text.withUnsafeBufferPointer { buffer in
      // The library wants an address even for no bytes.
      var none: UInt8 = 0
      unsafe withUnsafePointer(to: &none) { empty in
        let subject = unsafe buffer.baseAddress ?? empty
        var start = 0
        while start <= buffer.count {
          status = unsafe pcre2_match_8(code, subject, buffer.count, start, 0, data, context)
          guard status >= 0, let ends = unsafe pcre2_get_ovector_pointer_8(data) else { break }
          let (lower, upper) = unsafe (ends[0], ends[1])
          if upper > lower { found.append(lower..<upper) }
          // An empty match moves on by one byte; the library finds the next whole character by itself. With
          // `\K` a match may end before it starts.
          start = max(upper, start) + (upper > max(lower, start) ? 0 : 1)
        }
      }
    }
    // 0 can't come back: there is room for the one pair that is asked for, and more pairs are cut to 0.
    if status < PCRE2_ERROR_NOMATCH {
      throw PCRE2Error(kind: .search, code: Int(status), description: Self.message(status))
    }
    return found
  }

  /// All matches in an array of bytes.
  func matches(in text: [UInt8]) throws(PCRE2Error) -> [Range<Int>] { try matches(in: text.span) }

  /// Whether a text of no characters matches.
  func matchesEmptyText() throws(PCRE2Error) -> Bool {
    guard let data = unsafe pcre2_match_data_create_8(1, nil) else { throw Self.outOfMemory(.search) }
    defer { unsafe pcre2_match_data_free_8(data) }
    var none: UInt8 = 0
    let status = unsafe withUnsafePointer(to: &none) { empty in
      unsafe pcre2_match_8(code, empty, 0, 0, 0, data, nil)
    }
    if status < PCRE2_ERROR_NOMATCH {
      throw PCRE2Error(kind: .pattern, code: Int(status), description: Self.message(status))
    }
    return status >= 0
  }

  static func outOfMemory(_ kind: PCRE2Error.Kind) -> PCRE2Error {
    PCRE2Error(kind: kind, code: Int(PCRE2_ERROR_NOMEMORY), description: "no memory")
  }

  /// The library's words for a status.
  static func message(_ status: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = unsafe buffer.withUnsafeMutableBufferPointer { room in
      unsafe pcre2_get_error_message_8(status, room.baseAddress, room.count)
    }
    guard length > 0 else { return "error \(status)" }
    return String(decoding: buffer.prefix(Int(length)), as: UTF8.self)
  }
}
