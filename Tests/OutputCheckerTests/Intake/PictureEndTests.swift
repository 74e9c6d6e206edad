// Where pictures end, byte by byte from their specifications.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct PictureEndTests {
  /// A picture of one point: header, two colours, the point, the trailer.
  private static let gif: [UInt8] =
    Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0] + [0, 0, 0, 255, 255, 255]
    + [0x21, 0xf9, 4, 0, 0, 0, 0, 0] + [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0] + [2, 2, 0x44, 1, 0] + [0x3b]
  private static let bmp: [UInt8] = [0x42, 0x4d, 58, 0, 0, 0] + [UInt8](repeating: 7, count: 52)
  /// A chunk of 5 bytes and the byte that makes it even.
  private static let webp: [UInt8] =
    Array("RIFF".utf8) + [17, 0, 0, 0] + Array("WEBPVP8L".utf8) + [5, 0, 0, 0] + [0x2f, 0, 0, 0, 0] + [0]
  /// A directory with one strip of four bytes between the header and itself.
  private static let tiff: [UInt8] =
    [0x49, 0x49, 42, 0, 12, 0, 0, 0] + [9, 9, 9, 9] + [2, 0]
    + [0x11, 1, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0] + [0x17, 1, 3, 0, 1, 0, 0, 0, 4, 0, 0, 0] + [0, 0, 0, 0]
  /// The same in the other order of bytes, with the strip behind the directory.
  private static let bigTIFF: [UInt8] =
    [0x4d, 0x4d, 0, 42, 0, 0, 0, 8] + [0, 2]
    + [1, 0x11, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38] + [1, 0x17, 0, 4, 0, 0, 0, 1, 0, 0, 0, 4] + [0, 0, 0, 0]
    + [9, 9, 9, 9]

  private static let pictures: [(format: String, bytes: [UInt8])] = [
    ("gif", gif), ("bmp", bmp), ("webp", webp), ("tiff", tiff), ("tiff", bigTIFF),
  ]

  private func end(_ format: String, _ bytes: [UInt8]) throws -> Int? {
    try PictureEnd.strayBytes(in: MemoryAccess(bytes), format: format)
  }

  @Test(arguments: 0..<5) func whatFollowsIsFound(number: Int) throws {
    let (format, bytes) = Self.pictures[number]
    #expect(try end(format, bytes) == nil)
    #expect(try end(format, bytes + [1]) == bytes.count)
    #expect(try end(format, bytes + [UInt8](repeating: 0, count: 70_000)) == nil)
    #expect(try end(format, bytes + [UInt8](repeating: 0, count: 70_000) + [1]) == bytes.count)
  }

  /// A picture that is cut off ends nowhere; reading one never goes beyond its bytes.
  @Test(arguments: 0..<5) func cutOff(number: Int) throws {
    let (format, bytes) = Self.pictures[number]
    for length in bytes.indices { #expect(try end(format, Array(bytes[..<length])) == nil) }
  }

  /// Directories that lead to themselves, and values of all sizes.
  @Test func circlesEnd() throws {
    var circle = Self.tiff
    circle.replaceSubrange(circle.count - 4..<circle.count, with: [12, 0, 0, 0])
    #expect(try end("tiff", circle + [1]) == nil)
    var many = Self.tiff
    many.replaceSubrange(18..<22, with: [255, 255, 255, 255])
    #expect(try end("tiff", many + [1]) == nil)
  }
}
