// Jupyter notebooks: what their cells say and what they put out.

import DisclosureRules

/// Reads the cells of a notebook. Source: nbformat 4.
struct Notebook {
  private var parts = DocumentParts()

  /// Sizes of groups in running text below this are small.
  private let threshold: Int
  private var outputs = 0
  /// Keys of a notebook's metadata that every notebook has and that say nothing of people.
  private static let ordinaryMetadata: Set<String> = ["kernelspec", "language_info", "toc", "celltoolbar"]

  /// The same of cells and outputs, and keys of the whole.
  private static let ordinaryCellMetadata: Set<String> = [
    "tags", "collapsed", "scrolled", "jupyter", "execution", "editable", "deletable", "slideshow", "trusted",
    "id",
    "vscode", "colab", "outputId", "colab_type", "pycharm", "needs_background", "isolated", "image/png",
    "image/jpeg",
    "image/svg+xml", "format", "name", "hidden", "hide_input", "heading_collapsed", "cell_id", "ExecuteTime",
    "text/html", "text/plain",
  ]
  private static let ordinaryKeys: Set<String> = ["nbformat", "nbformat_minor", "metadata", "cells"]

  /// Whether a document is a notebook.
  static func isNotebook(_ node: JSONNode) -> Bool { node["nbformat"] != nil && node["cells"]?.array != nil }

  private init(threshold: Int) { self.threshold = threshold }

  static func read(_ node: JSONNode, budget: Budget, threshold: Int) throws(ReadProblem) -> DocumentParts {
    var notebook = Notebook(threshold: threshold)
    for member in node["metadata"]?.object ?? [] where !ordinaryMetadata.contains(member.key) {
      notebook.parts.note(.notebookMetadata, at: Location(line: member.value.line, part: "metadata"))
      notebook.scan(member.value, part: "metadata")
    }
    for member in node.object ?? [] where !ordinaryKeys.contains(member.key) {
      notebook.parts.note(.notebookMetadata, at: Location(line: member.value.line, part: "notebook"))
      notebook.scan(member.value, part: "notebook")
    }
    for cell in node["cells"]?.array ?? [] { try notebook.take(cell, budget: budget) }
    return notebook.parts
  }

  private mutating func take(_ cell: JSONNode, budget: Budget) throws(ReadProblem) {
    if let source = cell["source"], let text = Self.text(of: source) {
      let type = cell["cell_type"]?.string
      if type != "code" && type != "markdown" {
        // What is handed on as it stands may be of any form.
        outputs += 1
        parts.files.append(.init(name: "cell-\(outputs).txt", bytes: Array(text.utf8)))
      } else if type != "code" {
        merge(TextTables.read(Array(text.utf8), threshold: threshold), line: source.line)
      } else {
        parts.texts.append(.init(text: text, location: Location(line: source.line, part: "source")))
      }
    }
    note(metadata: cell)
    for member in cell["attachments"]?.object ?? [] {
      for form in member.value.object ?? [] { take(file: form.value, type: form.key) }
    }
    for output in cell["outputs"]?.array ?? [] { try take(output: output, budget: budget) }
  }

  /// What is kept beside a cell or an output.
  private mutating func note(metadata holder: JSONNode) {
    guard let metadata = holder["metadata"] else { return }
    for member in metadata.object ?? [] where !Self.ordinaryCellMetadata.contains(member.key) {
      parts.note(.notebookMetadata, at: Location(line: member.value.line, part: "metadata"))
    }
    scan(metadata, part: "metadata")
  }

  private mutating func take(output: JSONNode, budget: Budget) throws(ReadProblem) {
    if let text = output["text"], let content = Self.text(of: text) {
      merge(TextTables.read(Array(content.utf8), threshold: threshold), line: text.line)
    }
    for key in ["ename", "evalue"] {
      if let text = output[key]?.string {
        merge(TextTables.read(Array(text.utf8), threshold: threshold), line: output.line)
        parts.texts.append(.init(text: text, location: Location(line: output.line, part: key)))
      }
    }
    if let trace = output["traceback"] { scan(trace, part: "traceback") }
    note(metadata: output)
    guard let data = output["data"] else { return }
    // The page and the plain text of an output show the same table; the page says more.
    let html = data["text/html"].flatMap(Self.text)
    let showsTable =
      html.map { !HTMLDocument.read(Array($0.utf8), threshold: threshold).tables.isEmpty } ?? false
    for member in data.object ?? [] {
      let text = Self.text(of: member.value)
      switch member.key {
      case "text/html":
        if let text {
          merge(HTMLDocument.read(Array(text.utf8), threshold: threshold), line: member.value.line)
        }
      case "text/plain", "text/markdown", "text/latex":
        guard let text else { continue }
        if !showsTable {
          merge(TextTables.read(Array(text.utf8), threshold: threshold), line: member.value.line)
        } else {
          parts.texts.append(.init(text: text, location: Location(line: member.value.line, part: member.key)))
        }
      case "application/json":
        merge(
          try JSONTables.read([member.value], budget: budget, threshold: threshold), line: member.value.line)
      case "application/javascript":
        parts.note(.script, at: Location(line: member.value.line, part: member.key))
        if let text { parts.texts.append(.init(text: text, location: Location(line: member.value.line))) }
      default:
        take(file: member.value, type: member.key)
      }
    }
  }

  /// A picture or something else that an output carries: a drawing as text, all others in base64.
  private mutating func take(file node: JSONNode, type: String) {
    outputs += 1
    let ending = type.split { $0 == "/" || $0 == "+" }.dropFirst().first.map(String.init) ?? "bin"
    let text = Self.text(of: node)
    if let text, type == "image/svg+xml" {
      parts.files.append(.init(name: "output-\(outputs).svg", bytes: Array(text.utf8)))
    } else if let text, let bytes = Base64.decoded(text.utf8), !bytes.isEmpty {
      parts.files.append(.init(name: "output-\(outputs).\(ending)", bytes: bytes))
    } else {
      // Widgets and interactive plots hold their data in a form of their own.
      parts.note(.unreadPart, at: Location(line: node.line, part: type))
      scan(node, part: type)
    }
  }

  /// A text that is written as one or as a list of lines.
  private static func text(of node: JSONNode) -> String? {
    node.string ?? node.array.map { $0.compactMap(\.string).joined() }
  }

  private mutating func scan(_ node: JSONNode, part: String) {
    switch node.content {
    case .string(let text), .number(let text):
      parts.texts.append(.init(text: text, location: Location(line: node.line, part: part)))
    case .array(let nodes): for node in nodes { scan(node, part: part) }
    case .object(let members):
      for member in members {
        parts.texts.append(.init(text: member.key, location: Location(line: member.value.line, part: part)))
        scan(member.value, part: part)
      }
    case .null, .flag: break
    }
  }

  /// Adds the parts of an output; they all lie on the notebook's own line of that output.
  private mutating func merge(_ inner: DocumentParts, line: Int) {
    for var table in inner.tables {
      var origins = LineOrigins()
      let count = table.text.count { $0 == UInt8(ascii: "\n") }
      for row in 1...max(1, count) { origins.add(line: row, origin: line) }
      table.origins = origins
      parts.tables.append(table)
    }
    for var text in inner.texts {
      text.location.line = line
      parts.texts.append(text)
    }
    for var fact in inner.facts {
      fact.location.line = line
      parts.note(fact.kind, at: fact.location)
    }
    parts.files += inner.files
  }
}
