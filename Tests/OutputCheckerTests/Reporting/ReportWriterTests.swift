// The one checked writer: what did not arrive is never taken for written.

import Testing

@testable import OutputChecker

@Suite struct ReportWriterTests {
  private static func target(_ path: String) throws -> ReportTarget {
    try ReportTarget(path: path, inputs: ReportTarget.Inputs(paths: []))
  }

  @Test func fullDeviceThrows() throws {
    let writer = try ReportWriter(target: Self.target("/dev/full"))
    try writer.write("kept back")
    #expect(throws: ReportError.self) { try writer.finish() }
  }

  @Test func fullDeviceThrowsBeforeTheEndToo() throws {
    let writer = try ReportWriter(target: Self.target("/dev/full"))
    #expect(throws: ReportError.self) { try writer.write([UInt8](repeating: 0, count: 1 << 20)) }
  }

  @Test func fileAppearsOnlyWhenFinished() throws {
    let folder = try ScratchFolder()
    let writer = try ReportWriter(target: Self.target(folder.path + "/report"))
    try writer.write("a")
    try writer.flush()
    #expect(!folder.exists("report"))
    try writer.write("b")
    try writer.finish()
    #expect(folder.read("report") == "ab")
    #expect(folder.names() == ["report"])
    #expect(throws: ReportError.self) {
      try writer.write("c")
      try writer.finish()
    }
  }

  @Test func unfinishedFileLeavesNothing() throws {
    let folder = try ScratchFolder()
    do {
      let writer = try ReportWriter(target: Self.target(folder.path + "/report"))
      try writer.write("half")
      try writer.flush()
      #expect(folder.names().count == 1)
    }
    #expect(folder.names() == [])
  }

  /// A link is followed: the report is written where it leads.
  @Test func linkIsFollowed() throws {
    let folder = try ScratchFolder()
    try folder.write("real", "old")
    try folder.link("real", as: "alias")
    let target = try Self.target(folder.path + "/alias")
    try target.removeOldReport()
    let writer = try ReportWriter(target: target)
    try writer.write("new")
    try writer.finish()
    #expect(folder.read("real") == "new")
    #expect(folder.names() == ["alias", "real"])
  }

  @Test(arguments: ["", "/", "missing/report", "folder", "folder/", "folder/..", "dangling"])
  func badTargets(path: String) throws {
    let folder = try ScratchFolder()
    try folder.makeFolder("folder")
    try folder.link("nowhere", as: "dangling")
    let full = path.isEmpty || path == "/" ? path : folder.path + "/" + path
    #expect(throws: ReportError.self) { try Self.target(full) }
  }
}
