// The microdata of a request: each file is read once, and its tables learn what their cells are made of.

import DisclosureRules

extension ContextResolver {
  /// Reads all microdata that are declared and puts what they say into the tables.
  ///
  /// - Parameters:
  ///   - files: the files of the request; the sources of their tables are filled in.
  ///   - paths: the paths that are checked: microdata must not lie among them.
  /// - Returns: the files that were read.
  mutating func addMicrodata(
    to files: inout [CheckedFile], checking paths: [String], options: CheckOptions
  ) -> [ContextIdentity.Microdata] {
    var targets: [(path: String, targets: [MicrodataTarget])] = []
    for file in files.indices {
      for table in files[file].tables.indices {
        guard let target = microdataTarget(files[file].tables[table], file: file, index: table) else {
          continue
        }
        let path = place(of: target.draft.file.text)
        if let known = targets.firstIndex(where: { $0.path == path }) {
          targets[known].targets.append(target)
        } else {
          targets.append((path, [target]))
        }
      }
    }
    let inputs = ReportTarget.Inputs(paths: paths)
    var read: [ContextIdentity.Microdata] = []
    for (path, targets) in targets.sorted(by: { $0.path < $1.path }) {
      let line = targets[0].draft.file.line
      guard !inputs.contains(path: path) else {
        complain(line, "the microdata are among the files that are checked, and would leave with them")
        continue
      }
      var pass = MicrodataPass(targets, options: options)
      do throws(Complaint) {
        try pass.read(path)
      } catch {
        complain(error.line, error.message)
        continue
      }
      for job in pass.jobs { take(job, into: &files) }
      if let sha256 = pass.sha256 {
        read.append(ContextIdentity.Microdata(file: targets[0].draft.file.text, sha256: sha256))
      }
    }
    return read
  }

  /// Relative paths begin at the context file's folder.
  private func place(of path: String) -> String { path.hasPrefix("/") ? path : context.folder + path }

  private mutating func take(_ job: MicrodataPass.Job, into files: inout [CheckedFile]) {
    var accumulator = job.accumulator
    let target = job.target
    var source = TableSource(file: target.draft.file.text)
    source.hasValue = target.draft.value != nil
    source.isWeighted = target.draft.weight != nil
    source.hasHoldings = target.draft.holding != nil
    source.groups = accumulator.finish()
    source.gap = accumulator.gap
    source.cells = target.cells
    for dimension in target.dimensions {
      guard !dimension.seen.isEmpty || dimension.codes.count == dimension.totals.count else {
        complain(
          dimension.source.line,
          "no value of \(PolicyNode.quoted(dimension.source.text)) in the microdata is a label of \(PolicyNode.quoted(target.id))"
        )
        return
      }
      // A header that is no label of the microdata heads something else.
      guard dimension.column == nil else { continue }
      let columns = files[target.file].tables[target.table].columns
      let known = dimension.seen.union(dimension.totals)
      let headers = Set(
        columns.indices.filter { column in
          let key = LabelKey.key(of: columns[column].name ?? "", &reader)
          return dimension.codes[key].map(known.contains) ?? false
        })
      source.cells = source.cells.filter { headers.contains($0.key & 0xffff) }
    }
    files[target.file].tables[target.table].declared?.source = source
  }
}
