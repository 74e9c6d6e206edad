// Keeps count for the progress line.

/// Turns bytes read into ``CheckProgress``, of several files at a time.
final class ProgressMeter: Sendable {
  private struct State {
    var progress: CheckProgress
    /// Bytes of the files that are being read, by the artifact's number.
    var reading: [Int: Int] = [:]
    var finishedBytes = 0
  }

  private let state: Locked<State>
  private let report: (@Sendable (CheckProgress) -> Void)?
  private let sizes: [Int: Int]

  init(_ artifacts: [Artifact], report: (@Sendable (CheckProgress) -> Void)?) {
    self.report = report
    var sizes: [Int: Int] = [:]
    // Sizes are asked for only when somebody watches.
    if report != nil {
      for (number, artifact) in artifacts.enumerated() {
        if case .file(let path) = artifact.origin { sizes[number] = FolderListing.size(path) }
      }
    }
    self.sizes = sizes
    state = Locked(
      State(
        progress: CheckProgress(
          filesDone: 0, filesKnown: artifacts.count, bytesDone: 0, bytesKnown: sizes.values.reduce(0, +),
          path: "")))
  }

  /// Begins a file; the result is to be told how many of its bytes have been read.
  func start(_ number: Int, _ artifact: Artifact) -> (@Sendable (Int) -> Void)? {
    guard report != nil else { return nil }
    update { $0.progress.path = artifact.path }
    return { bytes in self.update { $0.reading[number] = bytes } }
  }

  func finish(_ number: Int) {
    update { state in
      state.progress.filesDone += 1
      state.finishedBytes += sizes[number] ?? 0
      state.reading[number] = nil
    }
  }

  private func update(_ change: (inout State) -> Void) {
    guard let report else { return }
    // Reported inside the lock, so that nobody sees the count go back.
    state.withLock { state in
      change(&state)
      state.progress.bytesDone = state.finishedBytes + state.reading.values.reduce(0, +)
      report(state.progress)
    }
  }
}
