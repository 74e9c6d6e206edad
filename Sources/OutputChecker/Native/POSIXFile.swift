// The few system calls that reports and the command line need, each behind a safe function.

import Glibc

/// A system call that failed.
public struct POSIXError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The value of `errno`.
  public var code: Int32

  /// What the system says of the error, in the C locale.
  public var description: String {
    guard let words = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: words)
  }

  static var current: POSIXError { POSIXError(code: errno) }
  /// The descriptor is not open.
  static let closed = POSIXError(code: EBADF)
}

/// Which file a path leads to, whatever it is called.
public struct FileIdentity: Sendable, Equatable {
  /// What kind of file.
  public enum Kind: Sendable, Equatable {
    case regular, folder
    /// A link; only seen where links are not followed.
    case link
    /// A terminal, a pipe, a socket, a device.
    case other
  }

  /// The device; with the inode it names a file on one machine.
  public var device: UInt64
  /// The number within the device.
  public var inode: UInt64
  /// What kind of file it is.
  public var kind: Kind

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
  }

  /// Whether both are one file.
  public func isSameFile(as other: FileIdentity) -> Bool { device == other.device && inode == other.inode }
}

/// Files by path and by descriptor.
enum POSIXFile {
  /// Opens a file for writing that must not exist yet.
  static func create(_ path: String) throws(POSIXError) -> Int32 {
    try retrying { unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
  }

  /// Opens what exists for writing: a device, a pipe.
  static func openForWriting(_ path: String) throws(POSIXError) -> Int32 {
    try retrying { unsafe open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC) }
  }

  /// Writes all bytes: a short write is continued, an error is thrown.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(POSIXError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count > 0 {
        written += count
      } else if count == 0 {
        // A regular file or a pipe never takes nothing of something; without this a broken device would
        // hold the check up for ever.
        throw POSIXError(code: EIO)
      } else if errno != EINTR {
        throw .current
      }
    }
  }

  /// Makes sure that what was written is on the disk.
  static func sync(_ descriptor: Int32) throws(POSIXError) {
    _ = try retrying { fsync(descriptor) }
  }

  /// Closes a descriptor. Some file systems report a full disk only here.
  static func close(_ descriptor: Int32) throws(POSIXError) {
    // Linux frees the descriptor even when a signal interrupts the call, so it is never repeated.
    if Glibc.close(descriptor) != 0 && errno != EINTR { throw .current }
  }

  /// Makes a folder. It may be there already.
  static func makeFolder(_ path: String) throws(POSIXError) {
    if unsafe mkdir(path, 0o777) == 0 { return }
    let error = POSIXError.current
    if try identity(of: path)?.kind != .folder { throw error }
  }

  /// Puts a file in the place of another, in one step.
  static func rename(_ old: String, to new: String) throws(POSIXError) {
    if unsafe Glibc.rename(old, new) != 0 { throw .current }
  }

  /// Removes a file. It need not exist.
  static func remove(_ path: String) throws(POSIXError) {
    if unsafe unlink(path) != 0 && errno != ENOENT { throw .current }
  }

  /// Whether files may be made and removed in a folder.
  static func isWritableFolder(_ path: String) -> Bool { unsafe access(path, W_OK | X_OK) == 0 }

  /// Which file a path leads to; nil when nothing is there.
  static func identity(of path: String, followingLinks: Bool = true) throws(POSIXError) -> FileIdentity? {
    var status = stat()
    let result = unsafe followingLinks ? stat(path, &status) : lstat(path, &status)
    if result == 0 { return FileIdentity(status) }
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw .current
  }

  /// Which file a descriptor is open on; nil when it is closed.
  static func identity(of descriptor: Int32) -> FileIdentity? {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? FileIdentity(status) : nil
  }

  /// The absolute path without links; nil when nothing is there.
  static func realPath(_ path: String) throws(POSIXError) -> String? {
    guard let resolved = unsafe realpath(path, nil) else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .current
    }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  private static func retrying(_ call: () -> Int32) throws(POSIXError) -> Int32 {
    while true {
      let result = call()
      if result >= 0 { return result }
      if errno != EINTR { throw .current }
    }
  }
}
