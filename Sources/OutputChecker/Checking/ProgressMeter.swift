// Keeps count for the progress line.

/// Turns bytes read into ``CheckProgress``.
struct ProgressMeter {
  private var state: CheckProgress
  private let report: (@Sendable (CheckProgress) -> Void)?
  private let sizes: [String: Int]

  init(_ artifacts: [Artifact], report: (@Sendable (CheckProgress) -> Void)?) {
    self.report = report
    var sizes: [String: Int] = [:]
    // Sizes are asked for only when somebody watches.
    if report != nil {
      for artifact in artifacts {
        if case .file(let path) = artifact.origin { sizes[artifact.path] = FolderListing.size(path) }
      }
    }
    self.sizes = sizes
    state = CheckProgress(
      filesDone: 0, filesKnown: artifacts.count, bytesDone: 0, bytesKnown: sizes.values.reduce(0, +), path: ""
    )
  }

  /// Begins a file; the result is to be told how many of its bytes have been read.
  mutating func start(_ artifact: Artifact) -> ((Int) -> Void)? {
    guard let report else { return nil }
    state.path = artifact.path
    report(state)
    let before = state
    return { bytes in
      var now = before
      now.bytesDone += bytes
      report(now)
    }
  }

  mutating func finish(_ artifact: Artifact) {
    state.filesDone += 1
    state.bytesDone += sizes[artifact.path] ?? 0
    report?(state)
  }
}
