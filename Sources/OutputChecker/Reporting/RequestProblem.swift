// What is wrong with a request as a whole, so that no file's section could say it.

/// A reason for the verdict `error` that is in no file: every format lists all of them.
struct RequestProblem: Equatable {
  /// For programs, the same on every run: `read`, `context`, `waiver on line 3`.
  var name: String
  /// In plain words, with names that the context file gives; not escaped.
  var message: String
  /// The file that a person has to mend; nil when the message says which.
  var file: String?
  /// Its line, from 1.
  var line: Int?

  /// The file as reports write paths.
  var path: String? { file.map { Escaping.path(Array($0.utf8)) } }

  /// The message with its place: `context.yaml:4: "t.csv" has no column "p"`; not escaped.
  var text: String {
    guard let file else { return message }
    return line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)"
  }
}

extension CheckReport {
  /// What is wrong with the request as a whole. When there is any, the verdict is `error`.
  var problems: [RequestProblem] {
    var problems: [RequestProblem] = []
    if files.isEmpty { problems.append(RequestProblem(name: "read", message: "No file was checked.")) }
    problems += (context?.errors ?? []).map { error in
      RequestProblem(name: "context", message: error.message, file: error.file, line: error.line)
    }
    problems += (waivers?.unmatched ?? []).map { line in
      RequestProblem(
        name: "waiver on line \(line)", message: "The waiver on line \(line) matches no finding.")
    }
    return problems
  }
}
