// Runs the built command as a process, as a pipeline would.

import Glibc
import Testing

@testable import OutputChecker

/// How a process ended and what it said.
struct Ended {
  /// The exit status; 128 and the signal's number when a signal ended it.
  var status: Int32
  var output: String
  var errors: String
}

/// A run of `checker-cli` in a folder of its own.
final class CheckerProcess {
  /// A run of the checker that takes longer hangs; in milliseconds.
  static let patience = 30_000

  /// The command, built beside the test bundle.
  static let binary: String = {
    let bundle = CommandLine.arguments[0]
    if let slash = bundle.lastIndex(of: "/") {
      let beside = bundle[..<slash] + "/checker-cli"
      if unsafe access(String(beside), X_OK) == 0 { return String(beside) }
    }
    // Tests/OutputCheckerTests/CommandLine/CheckerProcess.swift
    return #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 }
      + "/.build/debug/checker-cli"
  }()

  let process: pid_t
  private let folder: ScratchFolder

  /// Starts the command.
  ///
  /// - Parameters:
  ///   - redirects: shell redirections that come after those to files, such as `>&-`.
  ///   - environment: variables to set.
  init(
    _ arguments: [String], in folder: ScratchFolder, redirects: String = "",
    environment: [String: String] = [:],
    binary: String = CheckerProcess.binary
  ) throws {
    self.folder = folder
    let script =
      #"cd "$1" && command="$2" && shift 2 && "#
      + "exec \"$command\" \"$@\" </dev/null >\(folder.path)/.out 2>\(folder.path)/.err \(redirects)"
    let words = ["/bin/sh", "-c", script, "sh", folder.path, binary] + arguments
    let variables = ["PATH=/usr/bin:/bin"] + environment.map { "\($0.key)=\($0.value)" }
    let argv = unsafe words.map { unsafe strdup($0) } + [nil]
    let envp = unsafe variables.map { unsafe strdup($0) } + [nil]
    defer { unsafe (argv + envp).forEach { unsafe free($0) } }
    var process: pid_t = 0
    let result = unsafe posix_spawn(&process, "/bin/sh", nil, nil, argv, envp)
    try #require(result == 0)
    self.process = process
  }

  /// Waits for the end, some milliseconds at most.
  func ended(patience: Int = CheckerProcess.patience) throws -> Ended {
    var status: Int32 = 0
    var waited = 0
    while unsafe waitpid(process, &status, WNOHANG) == 0 {
      usleep(2000)
      waited += 2
      if waited > patience {
        kill(process, SIGKILL)
        _ = unsafe waitpid(process, &status, 0)
        Issue.record("the command hangs")
        break
      }
    }
    let signal = status & 0x7F
    return Ended(
      status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: folder.read(".out") ?? "",
      errors: folder.read(".err") ?? "")
  }

  /// Runs the command to its end.
  static func run(
    _ arguments: String..., in folder: ScratchFolder? = nil, redirects: String = "",
    environment: [String: String] = [:]
  ) throws -> Ended {
    let folder = try folder ?? ScratchFolder()
    return try CheckerProcess(arguments, in: folder, redirects: redirects, environment: environment).ended()
  }
}

/// A new folder that goes away with its last user.
final class ScratchFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/checker-tests.XXXXXX".utf8CString)
    let made = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) }.map { unsafe String(cString: $0) }
    }
    path = try #require(made)
  }

  deinit {
    // The folder is ours, and its name comes from `mkdtemp`.
    _ = unsafe system("rm -rf '\(path)'")
  }

  func write(_ name: String, _ text: String) throws {
    guard let file = unsafe fopen("\(path)/\(name)", "w") else { throw POSIXError(code: errno) }
    let written = unsafe fwrite(text, 1, text.utf8.count, file)
    try #require(written == text.utf8.count)
    unsafe fclose(file)
  }

  func makeFolder(_ name: String) throws { try #require(unsafe mkdir("\(path)/\(name)", 0o700) == 0) }

  /// Makes a symbolic link to something in the folder.
  func link(_ target: String, as name: String) throws {
    try #require(unsafe symlink("\(path)/\(target)", "\(path)/\(name)") == 0)
  }

  func read(_ name: String) -> String? {
    guard let file = unsafe fopen("\(path)/\(name)", "r") else { return nil }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    while true {
      let byte = unsafe fgetc(file)
      guard byte != EOF else { break }
      bytes.append(UInt8(truncatingIfNeeded: byte))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func exists(_ name: String) -> Bool { unsafe access("\(path)/\(name)", F_OK) == 0 }

  /// Names in the folder, hidden ones too.
  func names() -> [String] {
    guard let stream = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe String(cString: UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self))
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
