// Names of members, and those that lead out of the folder they are unpacked into.

import DisclosureRules

/// Judges names of archive members.
enum ArchiveName {
  /// Longer names are no file's. Source: PATH_MAX of Linux.
  private static let longest = 4096

  /// Why a member of that name is refused; nil when it is not.
  static func problem(of name: [UInt8]) -> String? {
    if name.isEmpty { return "a member has no name" }
    if name.count > longest { return "a member's name is longer than \(longest) bytes" }
    if name.contains(0) { return "a member's name holds a NUL byte" }
    if name.contains(UInt8(ascii: "\\")) { return "a member's name holds a backslash" }
    if name.first == UInt8(ascii: "/") { return "a member's name is absolute" }
    if name.count >= 2 && name[1] == UInt8(ascii: ":") && ByteKind.isLetter(name[0]) {
      return "a member's name is absolute"
    }
    let parts = name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if part.elementsEqual("..".utf8) { return "a member's name leads out of its folder" }
      let isTail = index == parts.count - 1
      if !isTail && (part.isEmpty || part.elementsEqual(".".utf8)) && index > 0 {
        return "a member's name has an empty part"
      }
    }
    return nil
  }
}
