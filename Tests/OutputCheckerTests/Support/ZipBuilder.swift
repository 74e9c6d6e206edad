// ZIP archives for tests, byte by byte.

@testable import OutputChecker

/// Writes archives of stored members.
enum ZipBuilder {
  /// An archive whose members stand one behind the other.
  static func archive(_ members: [(name: String, content: [UInt8])]) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let name = Array(member.name.utf8)
      var checksum = Checksum()
      unsafe member.content.withUnsafeBytes { unsafe checksum.add($0) }
      let size = long(member.content.count)
      let facts =
        short(0) + short(0) + short(0) + short(0x21) + long(Int(checksum.value)) + size + size
        + short(name.count) + short(0)
      let offset = bytes.count
      bytes += [0x50, 0x4b, 3, 4] + short(20) + facts + name + member.content
      directory +=
        [0x50, 0x4b, 1, 2] + short(20) + short(20) + facts + short(0) + short(0) + short(0) + long(0)
        + long(offset) + name
    }
    let start = bytes.count
    bytes += directory
    bytes +=
      [0x50, 0x4b, 5, 6] + short(0) + short(0) + short(members.count) + short(members.count)
      + long(directory.count) + long(start) + short(0)
    return bytes
  }

  private static func short(_ number: Int) -> [UInt8] { [UInt8(number & 255), UInt8(number >> 8 & 255)] }
  private static func long(_ number: Int) -> [UInt8] { short(number & 0xffff) + short(number >> 16) }
}
