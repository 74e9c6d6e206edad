// Another program, run to its end: a thin wrapper around POSIX.

import Glibc

/// Runs programs that read one file and write another.
enum ChildProcess {
  /// Runs a command of our own words in a shell that reads one file and writes another; all files that the
  /// checker opens are closed in it.
  ///
  /// - Returns: its exit status; −1 when it could not be started or was ended by a signal.
  static func run(shell command: String, input: borrowing FileDescriptor, output: borrowing FileDescriptor)
    -> Int32
  {
    var actions = unsafe posix_spawn_file_actions_t()
    guard unsafe posix_spawn_file_actions_init(&actions) == 0 else { return -1 }
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input.number, STDIN_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, output.number, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    let words = ["sh", "-c", command]
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) }
    unsafe arguments.append(nil)
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var process: pid_t = 0
    guard unsafe posix_spawn(&process, "/bin/sh", &actions, nil, arguments, environ) == 0 else { return -1 }
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0 {
      if errno != EINTR { return -1 }
    }
    // The low seven bits are the signal that ended it.
    return status & 0x7f == 0 ? (status >> 8) & 0xff : -1
  }
}
