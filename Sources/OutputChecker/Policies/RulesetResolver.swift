// Finds a ruleset and what it extends, and lays the one over the other.

import DisclosureRules

/// Where rulesets come from, and how a chain of them becomes one.
struct RulesetResolver {
  /// A child, its parent, its parent's parent …: no longer than this.
  static let longestChain = 8

  /// Folders of rulesets, searched in order before the embedded ones.
  var searchPath: [String]
  /// The rules that there are.
  var rules: [any Rule]
  /// The rulesets within the binary, by name.
  var embedded: [(name: String, text: [UInt8])]

  /// Either a ruleset or the errors that stand in its way.
  enum Outcome {
    case loaded(LoadedRuleset)
    /// At least one, those of the child first.
    case failed([PolicyError])
  }

  /// One file of a chain.
  private struct Layer {
    var file: String
    /// Folder that FILEs are relative to; nil for an embedded ruleset.
    var folder: String?
    /// The same for two ways to one file.
    var identity: String
    var text: [UInt8]
  }

  func resolve(_ nameOrFile: String) -> Outcome {
    var layers: [Layer] = []
    var drafts: [RulesetDraft] = []
    var errors: [PolicyError] = []
    do throws(PolicyError) {
      var next: Layer? = try find(nameOrFile)
      while let layer = next {
        next = nil
        var reader = RulesetReader(file: layer.file, rules: rules)
        reader.read(layer.text)
        errors += reader.errors
        layers.append(layer)
        drafts.append(reader.draft)
        guard let extends = reader.draft.extends else { break }
        let parent = try find(parent: extends.target, of: layer, line: extends.line)
        if layers.contains(where: { $0.identity == parent.identity }) {
          throw PolicyError(
            file: layer.file, line: extends.line,
            message:
              "\"extends\" goes round in a circle: \(PolicyNode.quoted(extends.target)) is extended already")
        }
        guard layers.count < Self.longestChain else {
          throw PolicyError(
            file: layer.file, line: extends.line,
            message: "\"extends\" goes through more than \(Self.longestChain) rulesets")
        }
        next = parent
      }
    } catch {
      errors.append(error)
    }
    errors += sourceErrors(layers, drafts)
    guard errors.isEmpty else { return .failed(errors) }
    var ruleset: Ruleset?
    for draft in drafts.reversed() { ruleset = draft.over(ruleset) }
    guard let ruleset else {
      return .failed([PolicyError(file: nameOrFile, message: "is empty")])
    }
    return .loaded(LoadedRuleset(ruleset: ruleset, sha256: TextDigest.sha256(ofAll: layers.map(\.text))))
  }

  /// Sources that are mentioned and not defined, or defined by a parent already: a child that gave a
  /// parent's source another meaning would misquote the parent's parameters.
  private func sourceErrors(_ layers: [Layer], _ drafts: [RulesetDraft]) -> [PolicyError] {
    var errors: [PolicyError] = []
    var known: [String] = []
    for (layer, draft) in zip(layers, drafts).reversed() {
      for (source, line) in draft.sources where known.contains(source.key) {
        errors.append(
          PolicyError(
            file: layer.file, line: line,
            message: "source \(PolicyNode.quoted(source.key)) is defined already in what this ruleset extends"
          ))
      }
      known += draft.sources.map(\.source.key)
      for (key, line) in draft.references where !known.contains(key) {
        errors.append(
          PolicyError(
            file: layer.file, line: line,
            message: "unknown source \(PolicyNode.quoted(key))" + Nearest.suggestion(for: key, among: known)))
      }
    }
    return errors
  }

  // MARK: Finding

  /// Whether an argument says by its form that it is a FILE.
  static func looksLikeFile(_ argument: String) -> Bool {
    argument.contains("/") || argument.hasSuffix(".yaml") || argument.hasSuffix(".yml")
  }

  private func find(_ nameOrFile: String) throws(PolicyError) -> Layer {
    if Self.looksLikeFile(nameOrFile) { return try file(nameOrFile) }
    for folder in searchPath {
      // A folder that isn't there must not make a site's policy fall back to the embedded one in silence.
      guard SmallFile.isDirectory(folder) else { throw Self.searchPathError(folder) }
      for ending in [".yaml", ".yml"] {
        if let layer = try fileIfAny("\(folder)/\(nameOrFile)\(ending)") { return layer }
      }
    }
    if let layer = embeddedLayer(nameOrFile) { return layer }
    // A known name always wins over a file of that name in the working folder, which may be the folder of
    // the request: the tree being checked must not choose its own policy.
    if !SmallFile.isDirectory(nameOrFile), let layer = try fileIfAny(nameOrFile) { return layer }
    let known = try names()
    throw PolicyError(
      file: nameOrFile,
      message: "no such ruleset" + Nearest.suggestion(for: nameOrFile, among: known)
        + " (known: \(known.joined(separator: ", ")))")
  }

  /// What `target` means in the ruleset `child`: an embedded ruleset, or a FILE relative to the child.
  private func find(parent target: String, of child: Layer, line: Int) throws(PolicyError) -> Layer {
    if Self.looksLikeFile(target) {
      guard let folder = child.folder else {
        throw PolicyError(file: child.file, line: line, message: "an embedded ruleset can't extend a file")
      }
      do throws(PolicyError) {
        return try file(target.hasPrefix("/") ? target : folder + target)
      } catch {
        throw PolicyError(
          file: child.file, line: line,
          message: "\"extends\": \(PolicyNode.quoted(error.file)) \(error.message)")
      }
    }
    if let layer = embeddedLayer(target) { return layer }
    let known = embedded.map(\.name).sorted()
    throw PolicyError(
      file: child.file, line: line,
      message: "\"extends\": no embedded ruleset \(PolicyNode.quoted(target))"
        + Nearest.suggestion(for: target, among: known) + " (a file is written with its ending, .yaml)")
  }

  private func embeddedLayer(_ name: String) -> Layer? {
    embedded.first { $0.name == name }.map {
      Layer(file: $0.name, folder: nil, identity: "embedded:\($0.name)", text: $0.text)
    }
  }

  private func file(_ path: String) throws(PolicyError) -> Layer {
    if let layer = try fileIfAny(path) { return layer }
    throw PolicyError(file: path, message: "no such file")
  }

  private func fileIfAny(_ path: String) throws(PolicyError) -> Layer? {
    do throws(SmallFile.Failure) {
      let file = try SmallFile.read(path, limit: YAMLText.byteLimit)
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      return Layer(file: path, folder: folder, identity: file.identity, text: file.bytes)
    } catch {
      if error == .missing { return nil }
      throw error.policyError(file: path, expected: "ruleset")
    }
  }

  private static func searchPathError(_ folder: String) -> PolicyError {
    PolicyError(
      file: folder, message: "is not a folder that can be read, and \(RulesetStore.variable) names it")
  }

  /// Names of all rulesets that `find` would find by name, in alphabetical order.
  func names() throws(PolicyError) -> [String] {
    var names = Set(embedded.map(\.name))
    for folder in searchPath {
      guard let files = FolderListing.names(in: Array(folder.utf8)) else {
        throw Self.searchPathError(folder)
      }
      for file in files.map({ String(decoding: $0, as: UTF8.self) }) {
        for ending in [".yaml", ".yml"] where file.hasSuffix(ending) && !file.hasPrefix(".") {
          names.insert(String(file.dropLast(ending.count)))
        }
      }
    }
    return names.sorted()
  }
}
