// Files of proofs: one section a table, found by the digest of the table's file.

import DisclosureRules

/// Whether a proof holds; thrown where it doesn't.
public enum ProofVerdict: Error, Sendable, Equatable {
  /// It holds if one agrees with these equations, and that the numbers of these cells (`row,column`) are rounded.
  case holds(equations: [String], rounded: [String])
  case fails(String)
  /// What it says is right, and there are masked cells of which it says nothing.
  case incomplete(String)
  case unreadable(String)
}

/// Reads and writes proofs of safety.
public enum ProofFile {
  static let heading = "output-check-proof/2"
  /// What no proof covers.
  static let note =
    "# Each section speaks of one table by itself; what tables of a request say together is in the report alone."

  /// The proofs of a file's tables; empty when none of its numbers is masked.
  static func section(for file: CheckedFile, under ruleset: Ruleset) -> String {
    guard let digest = file.sha256, file.problem == nil else { return "" }
    return file.tables.compactMap { table in
      SafetyProof.statements(for: table, under: ruleset).map { lines in
        "file \(digest)\n" + lines.joined(separator: "\n") + "\nend\n"
      }
    }.joined()
  }

  /// Checks the proof of one file.
  ///
  /// - Parameters:
  ///   - proof: the bytes of a file of proofs.
  ///   - bytes: the table's file.
  ///   - path: where it is, for the context file; by default its name.
  public static func verify(
    _ proof: [UInt8], of bytes: [UInt8], fileName: String, path: String? = nil, options: CheckOptions
  ) -> ProofVerdict {
    verify(proof, of: bytes, fileName: fileName, path: path, by: Checker(options: options))
  }

  static func verify(
    _ proof: [UInt8], of bytes: [UInt8], fileName: String, path: String?, by checker: Checker
  ) -> ProofVerdict {
    let lines = String(decoding: proof, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: true)
    guard lines.first == Substring(heading) else { return .unreadable("this is no proof") }
    let file: CheckedFile
    do throws(ContextError) {
      file = try checker.declared(bytes: bytes, fileName: fileName, path: path)
    } catch {
      return .unreadable(error.description)
    }
    if let problem = file.problem { return .unreadable(problem.message) }
    guard let digest = file.sha256, let table = file.tables.first, file.tables.count == 1 else {
      return .unreadable("the file holds no table")
    }
    guard let start = lines.firstIndex(of: Substring("file \(digest)")) else {
      return .fails("there is no proof for this file: another version of it may have been proved")
    }
    let section = lines[(start + 1)...].prefix { $0 != "end" }
    guard section.endIndex < lines.endIndex else { return .unreadable("the proof ends too early") }
    let ruleset = checker.options.ruleset.ruleset
    let own: RuleName = "recoverable-suppression"
    let thousandths = Int64(ruleset.value(RecoverableSuppression.minimumWidth, of: own) * 1000)
    guard let kept = table.kept else { return .unreadable("the table is too large") }
    do throws(ProofVerdict) {
      let says = try ProofStatements(Array(section))
      return try ProofVerifier(
        table: table, kept: kept, values: Int64(ruleset.value(RecoverableSuppression.minimumValues, of: own)),
        threshold: Int64(MinimumThreshold.unsafeRange(under: ruleset).upperBound), thousandths: thousandths,
        says: says
      ).verify()
    } catch {
      return error
    }
  }
}

extension Checker {
  /// Reads a file in memory and finds out what its columns hold, without judging it.
  func understood(bytes: [UInt8], fileName: String) -> CheckedFile {
    read(Artifact(path: fileName, fileName: fileName, origin: .memory(bytes)))
  }

  /// The same with what the context file declares of it.
  ///
  /// - Parameter path: where it is, for the context file; by default its name.
  func declared(bytes: [UInt8], fileName: String, path: String? = nil) throws(ContextError) -> CheckedFile {
    let artifact = Artifact(path: path ?? fileName, fileName: fileName, origin: .memory(bytes))
    let (files, errors) = understood([artifact])
    guard errors.isEmpty else { throw ContextError(errors: errors) }
    return files.first ?? CheckedFile(artifact: artifact)
  }

  /// Proofs of safety for files, in the order of reports.
  public func proofs(paths: [String]) -> String {
    let artifacts = RequestWalker.walk(
      paths, budget: options.budget, standardInputName: options.standardInputName)
    return ProofFile.heading + "\n" + ProofFile.note + "\n"
      + understood(artifacts).files.map { ProofFile.section(for: $0, under: options.ruleset.ruleset) }
      .joined()
  }
}
