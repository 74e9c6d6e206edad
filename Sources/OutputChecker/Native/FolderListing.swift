// Folders and links: a thin wrapper around POSIX.

import DisclosureRules
import Glibc

/// Questions about the file system, asked with paths as bytes.
enum FolderListing {
  enum Kind { case file, folder, other, broken }

  /// What a path leads to.
  struct Entry {
    var kind: Kind
    var isLink: Bool
    var identity: FileDescriptor.Identity
  }

  /// What a path leads to; nil when there is nothing, or no permission to look.
  static func entry(at path: [UInt8]) -> Entry? {
    let name = path.map { CChar(bitPattern: $0) } + [0]
    var own = stat()
    guard unsafe lstat(name, &own) == 0 else { return nil }
    let isLink = own.st_mode & S_IFMT == S_IFLNK
    var target = own
    if isLink, unsafe stat(name, &target) != 0 {
      return Entry(kind: .broken, isLink: true, identity: identity(own))
    }
    let kind: Kind =
      switch target.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    return Entry(kind: kind, isLink: isLink, identity: identity(target))
  }

  private static func identity(_ status: stat) -> FileDescriptor.Identity {
    FileDescriptor.Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }

  /// Size of a file in bytes; 0 when it can't be told.
  static func size(_ path: [UInt8]) -> Int {
    let name = path.map { CChar(bitPattern: $0) } + [0]
    var result = Glibc.stat()
    return unsafe stat(name, &result) == 0 ? Int(result.st_size) : 0
  }

  /// The path without links; nil when it leads to nothing.
  static func realPath(_ path: [UInt8]) -> [UInt8]? {
    let name = path.map { CChar(bitPattern: $0) } + [0]
    guard let resolved = unsafe realpath(name, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe Array(UnsafeBufferPointer(start: resolved, count: strlen(resolved))).map {
      UInt8(bitPattern: $0)
    }
  }

  /// Whether a real path is a folder's own or lies below it.
  static func isInside(_ path: [UInt8], _ folder: [UInt8]) -> Bool {
    path == folder || path.starts(with: folder + [UInt8(ascii: "/")]) || folder == [UInt8(ascii: "/")]
  }

  /// Names in a folder but for `.` and `..`, in no order; nil when it can't be read to its end.
  static func names(in path: [UInt8]) -> [[UInt8]]? {
    let name = path.map { CChar(bitPattern: $0) } + [0]
    guard let folder = unsafe opendir(name) else { return nil }
    defer { unsafe closedir(folder) }
    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(folder) else { return errno == 0 ? names : nil }
      let bytes = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
      if bytes != Array(".".utf8) && bytes != Array("..".utf8) { names.append(bytes) }
    }
  }
}
