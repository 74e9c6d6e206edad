// Reading files: a thin wrapper around POSIX.

import DisclosureRules
import Glibc

/// An open file that is only read; closed when the last reference goes.
final class FileDescriptor {
  /// What identifies a file on this machine.
  struct Identity: Hashable {
    var device: UInt64
    var inode: UInt64
  }

  /// What the file system says of the open file.
  struct Status: Equatable {
    var identity: Identity
    var size: Int
    var isRegular: Bool
    var modifiedSeconds: Int
    var modifiedNanoseconds: Int
  }

  private let descriptor: Int32
  /// For a child process to inherit.
  var number: Int32 { descriptor }

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Standard input; a duplicate, so that closing it leaves the process's own open.
  static func standardInput() throws(ReadProblem) -> FileDescriptor {
    let copy = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw Self.problem("cannot read standard input") }
    return FileDescriptor(copy)
  }

  /// Opens a file. Never blocks: a pipe or a device is opened without waiting and then refused by its status.
  static func open(_ path: [UInt8]) throws(ReadProblem) -> FileDescriptor {
    let name = path.map { CChar(bitPattern: $0) } + [0]
    let descriptor = unsafe name.withUnsafeBufferPointer { pointer in
      unsafe pointer.baseAddress.map { unsafe Glibc.open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY) }
        ?? -1
    }
    guard descriptor >= 0 else { throw problem("cannot open") }
    return FileDescriptor(descriptor)
  }

  /// A file without a name, in the temporary folder; it vanishes when it is closed.
  static func temporary() throws(ReadProblem) -> FileDescriptor {
    var template = Array("/tmp/checker-XXXXXX".utf8CString)
    let descriptor = unsafe template.withUnsafeMutableBufferPointer { buffer -> Int32 in
      guard let name = buffer.baseAddress else { return -1 }
      let created = unsafe mkstemp(name)
      if created >= 0 { unsafe unlink(name) }
      // Programs that the checker starts have no business with it.
      if created >= 0 { _ = fcntl(created, F_SETFD, FD_CLOEXEC) }
      return created
    }
    guard descriptor >= 0 else { throw problem("cannot make a temporary file") }
    return FileDescriptor(descriptor)
  }

  func status() throws(ReadProblem) -> Status {
    var raw = stat()
    guard unsafe fstat(descriptor, &raw) == 0 else { throw Self.problem("cannot read the status") }
    return Status(
      identity: Identity(device: UInt64(raw.st_dev), inode: UInt64(raw.st_ino)), size: Int(raw.st_size),
      isRegular: raw.st_mode & S_IFMT == S_IFREG, modifiedSeconds: raw.st_mtim.tv_sec,
      modifiedNanoseconds: raw.st_mtim.tv_nsec)
  }

  /// Reads up to a buffer's length; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int {
    while true {
      let length = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if length >= 0 { return length }
      if errno == EINTR { continue }
      if errno == EAGAIN {
        // Standard input may have been made non-blocking by another process: wait for it.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        if unsafe poll(&waiting, 1, -1) < 0 && errno != EINTR { throw Self.problem("cannot wait for input") }
        continue
      }
      throw Self.problem("cannot read")
    }
  }

  /// Reads at an offset, whatever was read before; fewer bytes only at the end.
  func bytes(at offset: Int, count: Int) throws(ReadProblem) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let length = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe pread(
          descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, off_t(offset + filled))
      }
      if length < 0 && errno == EINTR { continue }
      if length < 0 { throw Self.problem("cannot read") }
      if length == 0 { break }
      filled += length
    }
    bytes.removeLast(count - filled)
    return bytes
  }

  /// Writes all bytes; for temporary files.
  func write(_ bytes: UnsafeRawBufferPointer) throws(ReadProblem) {
    var rest = unsafe bytes
    while rest.count > 0 {
      let length = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      if length < 0 && errno == EINTR { continue }
      guard length > 0 else { throw Self.problem("cannot write the temporary file") }
      unsafe rest = UnsafeRawBufferPointer(rebasing: rest[length...])
    }
  }

  /// Writes all bytes of an array; for temporary files.
  func write(all bytes: [UInt8]) throws(ReadProblem) {
    var position = 0
    while position < bytes.count {
      let length = unsafe bytes.withUnsafeBytes { all in
        unsafe Glibc.write(descriptor, all.baseAddress?.advanced(by: position), all.count - position)
      }
      if length < 0 && errno == EINTR { continue }
      guard length > 0 else { throw Self.problem("cannot write the temporary file") }
      position += length
    }
  }

  /// Back to the first byte.
  func rewind() throws(ReadProblem) {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw Self.problem("cannot go back to the start") }
  }

  private static func problem(_ what: String) -> ReadProblem {
    let reason = unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "unknown error"
    return ReadProblem(kind: .unreadable, message: "\(what): \(reason)")
  }
}
