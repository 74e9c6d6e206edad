// What a process is told by its surroundings: clock, environment, terminal, standard streams.

import Glibc

/// The surroundings of the process.
public enum Surroundings {
  /// Whole seconds since 1970, by the system's clock.
  public static func secondsSince1970() -> Int {
    var now = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &now)
    return now.tv_sec
  }

  /// Whole seconds since the system started: whoever sets the clock does not move it.
  public static func steadySeconds() -> Int {
    var now = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec
  }

  /// The day in UTC by the system's clock: `2026-01-30`.
  public static func today() -> String {
    String(UTCTime.text(secondsSince1970: secondsSince1970()).prefix(10))
  }

  /// The value of an environment variable; nil when it is not set.
  public static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// Whether a descriptor is a terminal.
  public static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Columns of the terminal on a descriptor; nil when it is none.
  public static func terminalWidth(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// This process's number.
  static var processNumber: Int { Int(getpid()) }

  /// Makes the standard streams safe to use: call it before any file is opened.
  ///
  /// A closed standard stream would lend its number to the next file that is opened, and a report could be
  /// written into it. Each is opened the wrong way round instead, so that using it fails as it should.
  /// A closed pipe becomes an error of the write, not the end of the process.
  public static func prepareStandardStreams() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 {
      _ = unsafe open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
    _ = signal(SIGPIPE, SIG_IGN)
  }

  /// Cores of this machine.
  public static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Ends the process.
  public static func exit(_ status: Int32) -> Never { Glibc.exit(status) }
}

/// An environment variable asks for what is not there.
public struct UnavailableChoice: Error, CustomStringConvertible {
  /// The sentence for the user.
  public var description: String
}
