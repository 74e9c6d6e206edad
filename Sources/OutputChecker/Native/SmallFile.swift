// Reads a small file whole, never more than a limit.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A small file (a policy, a context) read into memory.
struct SmallFile: Sendable {
  var bytes: [UInt8]
  /// Device and inode: two paths with the same ones are one file.
  var identity: String

  /// Why a file was not read.
  enum Failure: Error, Equatable {
    case missing
    case tooLarge
    case isDirectory
    /// The system's words.
    case system(String)
  }

  /// Reads the file at `path`.
  ///
  /// - Parameter limit: the most bytes it may have.
  static func read(_ path: String, limit: Int) throws(Failure) -> SmallFile {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw failure(errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw .isDirectory }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: min(limit + 1, 1 << 16))
    while true {
      let count = unsafe block.withUnsafeMutableBytes { unsafe Self.read(descriptor, $0) }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(errno)
      }
      if count == 0 { break }
      guard bytes.count + count <= limit else { throw .tooLarge }
      bytes += block[..<count]
    }
    return SmallFile(bytes: bytes, identity: "\(status.st_dev):\(status.st_ino)")
  }

  /// Whether `path` is a folder that can be entered.
  static func isDirectory(_ path: String) -> Bool {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    guard descriptor >= 0 else { return false }
    close(descriptor)
    return true
  }

  /// One call of the system's `read` into a buffer that outlives it.
  private static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      unsafe Musl.read(descriptor, buffer.baseAddress, buffer.count)
    #else
      unsafe Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }

  private static func failure(_ code: Int32) -> Failure {
    if code == ENOENT || code == ENOTDIR { return .missing }
    return .system(unsafe String(cString: strerror(code)))
  }
}
