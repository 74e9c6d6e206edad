// The check itself, from paths to a report.

import Crypto
import DisclosureRules

/// Checks files against one ruleset.
public struct Checker: Sendable {
  /// Everything the check depends on but the files.
  public var options: CheckOptions
  private let identifiers: IdentifierScanner
  private let roles: RoleEngine
  private static let precedence = FindingPrecedence(RuleCatalogue.all.map(\.description))

  public init(options: CheckOptions) { self.init(options: options, looksFor: RuleCatalogue.scanned) }

  /// - Parameter definitions: what the scan looks for; fewer are for measuring what the scan costs.
  init(options: CheckOptions, looksFor definitions: [IdentifierDefinition]) {
    self.options = options
    let ruleset = options.ruleset.ruleset
    let looksForPatterns =
      ruleset.settings(of: CustomPattern.ruleName).isEnabled
      && options.only?.contains(CustomPattern.ruleName) != false
    identifiers = IdentifierScanner(
      definitions, vocabulary: options.vocabulary,
      patterns: PatternSet(
        looksForPatterns ? ruleset.value(CustomPattern.patterns, of: CustomPattern.ruleName) : []))
    roles = RoleEngine(options.vocabulary)
  }

  /// Checks files, folders (recursively) and standard input (`-`).
  ///
  /// - Parameter paths: as given on the command line; the report's order doesn't depend on theirs.
  /// - Returns: a report on every file reached; what could not be opened is in it as `error`.
  public func check(paths: [String]) -> CheckReport {
    let startedAt = options.now()
    let artifacts = RequestWalker.walk(
      paths, budget: options.budget, standardInputName: options.standardInputName)
    return check(artifacts, paths: paths, startedAt: startedAt)
  }

  /// Checks bytes that are already in memory as if they were a file of that name.
  public func check(bytes: [UInt8], fileName: String) -> FileReport {
    let artifact = Artifact(path: fileName, fileName: fileName, origin: .memory(bytes))
    let report = check([artifact], startedAt: 0)
    return report.files[0]
  }

  /// Checks bytes that are already in memory as if they were the files of one request.
  ///
  /// - Parameter files: each with its path, all different, in any order.
  public func check(files: [(path: String, bytes: [UInt8])]) -> CheckReport {
    let artifacts = files.sorted { Array($0.path.utf8).lexicographicallyPrecedes(Array($1.path.utf8)) }
      .map { file in
        let name = file.path.split(separator: "/").last.map { String($0) } ?? file.path
        return Artifact(path: file.path, fileName: name, origin: .memory(file.bytes))
      }
    return check(artifacts, startedAt: 0)
  }

  private func check(_ artifacts: [Artifact], paths: [String] = [], startedAt: Int) -> CheckReport {
    let judge = Judge(ruleset: options.ruleset.ruleset, only: options.only)
    var context = options.context.map {
      ContextResolver($0, vocabulary: options.vocabulary, masks: options.ruleset.ruleset.masks)
    }
    var done = JudgedRequest(
      library: RequestLibrary(vocabulary: options.vocabulary, cellLimit: options.budget.requestCells))
    if context == nil {
      done = judgeEach(of: artifacts, by: judge, into: done)
    } else {
      // What a context file declares is held against every table before any of them is judged.
      var declared = readEach(of: artifacts, context)
      for index in declared.files.indices {
        declared.files[index] = understand(declared.files[index], &context)
      }
      if let resolver = context { done.context = finish(resolver, &declared.files, paths) }
      for file in declared.files { done.take([judged(file, by: judge)]) }
      done.artifacts = declared.artifacts
    }
    // A file that was lost between threads would be a file that nobody checked.
    precondition(done.artifacts == artifacts.count)
    let library = done.library
    let identity = done.context
    var files = done.files

    var subject = library.subject
    subject.nestings = context?.nestings() ?? []
    let request = judge.judge(subject)
    var owners: [String: Int] = [:]
    for (index, entry) in files.enumerated() {
      for table in entry.file.tables { owners[table.id] = index }
    }
    let together = judge.judgeTogether(subject)
    if case .incomplete(let reason) = together.status {
      for index in files.indices { files[index].sentence.limit("recoverable-suppression", because: reason) }
    }
    for finding in request.findings + together.findings {
      let owner = finding.location.table.flatMap { owners[$0] } ?? 0
      if files.indices.contains(owner) { files[owner].sentence.findings.append(finding) }
    }
    var origins: [String: TableOrigin] = [:]
    for file in files { origins.merge(file.file.origins) { first, _ in first } }
    for index in files.indices {
      files[index].sentence.rules += request.rules
      files[index].sentence.findings = files[index].sentence.findings.map { $0.placed(by: origins) }
    }

    let ruleset = options.ruleset.ruleset
    var excerpts = ExcerptMaker()
    var waivers = WaiverMatcher(options.waivers)
    var report = CheckReport(
      ruleset: RulesetIdentity(
        name: ruleset.name, version: ruleset.version, sha256: options.ruleset.sha256,
        isUnverified: ruleset.isUnverified),
      startedAt: startedAt, finishedAt: options.now(),
      files: [], isLimited: options.only != nil, context: identity)
    // The library has the cells that excerpts are cut from.
    let kept = Dictionary(library.subject.tables.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for file in files {
      report.files.append(self.report(on: file.file, file.sentence, kept, &excerpts, &waivers))
    }
    report.raiseContainers()
    report.waivers = waivers.record
    return report
  }

  /// Reads and judges files side by side. Each is let go of as soon as those before it are done: what it needs
  /// for the comparison of the request goes to the library, in the order of the walk.
  private func judgeEach(of artifacts: [Artifact], by judge: Judge, into start: JudgedRequest)
    -> JudgedRequest
  {
    let progress = ProgressMeter(artifacts, report: options.progress)
    let done = Locked((request: start, waiting: [Int: [JudgedFile]]()))
    WorkerThread.forEach(artifacts.count, threads: options.jobs) { number in
      var reader = FileReader(
        options: options, identifiers: identifiers, progress: progress.start(number, artifacts[number]))
      func judgedAlone(_ file: CheckedFile) -> JudgedFile {
        var none: ContextResolver?
        return judged(understand(file, &none), by: judge)
      }
      var room = options.budget.requestCells
      reader.settle = { member in
        let settled = judgedAlone(member)
        member = settled.file
        member.sentence = settled.sentence
        member.letGo(room: &room)
      }
      let files = reader.read(artifacts[number]).map { file in
        file.sentence.map { JudgedFile(file: file, sentence: $0) } ?? judgedAlone(file)
      }
      done.withLock { done in
        done.waiting[number] = files
        while let next = done.waiting.removeValue(forKey: done.request.artifacts) {
          done.request.take(next)
        }
      }
      progress.finish(number)
    }
    return done.withLock { $0.request }
  }

  /// Reads files side by side, in the order of the walk.
  private func readEach(of artifacts: [Artifact], _ context: ContextResolver?)
    -> (files: [CheckedFile], artifacts: Int)
  {
    let progress = ProgressMeter(artifacts, report: options.progress)
    let read = Locked<[Int: [CheckedFile]]>([:])
    WorkerThread.forEach(artifacts.count, threads: options.jobs) { number in
      let artifact = artifacts[number]
      let file = FileReader(
        options: options(forPath: artifact.path, context), identifiers: identifiers,
        progress: progress.start(number, artifact),
        partOptions: { path in options(forPath: path, context) }
      ).read(artifact)
      read.withLock { $0[number] = file }
      progress.finish(number)
    }
    return read.withLock { read in (artifacts.indices.flatMap { read[$0] ?? [] }, read.count) }
  }

  /// A file with what the rules for tables and files say of it.
  private func judged(_ file: CheckedFile, by judge: Judge) -> JudgedFile {
    var subject = FileSubject(
      path: file.artifact.path, fileName: file.artifact.fileName, problem: file.problem,
      isProse: file.isProse, bytes: file.bytes, rows: file.tables.map(\.rows), content: file.content,
      facts: file.facts)
    subject.nameHits = FieldScanner.scanText(
      file.artifact.fileName, at: Location(part: "filename"), with: identifiers)
    subject.nameContent = ContentInspector(options.vocabulary, identifiers: identifiers).hits(
      inName: file.artifact.fileName, at: Location(part: "filename"))
    return JudgedFile(
      file: file, sentence: judge.judge(subject, tables: file.tables, texts: file.texts, words: file.words))
  }

  /// The options for one file, member or sheet: its masks may mean what the request declares.
  private func options(forPath path: String, _ context: ContextResolver?) -> CheckOptions {
    guard let masks = context?.masks(ofFile: path), !masks.isEmpty else { return options }
    var options = options
    let tokens = Set(masks.map { $0.token.lowercased() })
    options.ruleset.ruleset.masks.removeAll { tokens.contains($0.token.lowercased()) }
    options.ruleset.ruleset.masks += masks
    return options
  }

  /// A file with its tables understood.
  func read(_ artifact: Artifact) -> CheckedFile {
    var none: ContextResolver?
    let files = FileReader(options: options, identifiers: identifiers).read(artifact)
    return understand(files.first ?? CheckedFile(artifact: artifact), &none)
  }

  /// Reads files with all that the context declares of them, without judging them.
  ///
  /// - Returns: what is wrong with the context file, too.
  func understood(_ artifacts: [Artifact]) -> (files: [CheckedFile], errors: [PolicyError]) {
    guard let context = options.context else { return (artifacts.map(read), []) }
    var resolver: ContextResolver? = ContextResolver(
      context, vocabulary: options.vocabulary, masks: options.ruleset.ruleset.masks)
    var files = readEach(of: artifacts, resolver).files
    for index in files.indices { files[index] = understand(files[index], &resolver) }
    let errors = resolver.map { finish($0, &files, []).errors } ?? []
    return (files, errors)
  }

  /// Roles, from everything that is known of a table.
  private func understand(_ file: CheckedFile, _ context: inout ContextResolver?) -> CheckedFile {
    var understood = file
    for index in understood.tables.indices {
      context?.declare(&understood.tables[index])
      roles.understand(&understood.tables[index])
      context?.addHierarchies(to: &understood.tables[index])
    }
    for index in understood.texts.indices { roles.understand(&understood.texts[index]) }
    for index in understood.words.indices { roles.understand(&understood.words[index]) }
    return understood
  }

  /// What the context file turned out to be, when all files are known.
  private func finish(
    _ context: ContextResolver, _ files: inout [CheckedFile], _ paths: [String]
  ) -> ContextIdentity {
    var context = context
    context.finish()
    let microdata = context.addMicrodata(to: &files, checking: paths, options: options)
    var identity = ContextIdentity(file: context.context.file, sha256: context.context.sha256)
    identity.microdata = microdata
    identity.unused = context.unused
    identity.errors = context.errors.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
    return identity
  }

  /// - Parameter kept: tables with their cells, by id.
  private func report(
    on file: CheckedFile, _ sentence: Judge.Sentence, _ kept: [String: TableSubject],
    _ excerpts: inout ExcerptMaker, _ waivers: inout WaiverMatcher
  ) -> FileReport {
    let findings = Self.precedence.merged(sentence.findings).enumerated().sorted { Self.order($0, $1) }.map(
      \.element)
    var totals: [Verdict: Int] = [:]
    var waived: [Verdict: Int] = [:]
    var verdicts: [Verdict] = []
    var reported: [ReportedFinding] = []
    for finding in findings {
      let fingerprint = Self.fingerprint(of: finding, sha256: file.sha256 ?? file.artifact.path)
      let waiver = waivers.waiver(for: finding, fingerprint: fingerprint, sha256: file.sha256)
      totals[finding.verdict, default: 0] += 1
      if waiver == nil { verdicts.append(finding.verdict) } else { waived[finding.verdict, default: 0] += 1 }
      if reported.count < options.maxFindings {
        reported.append(ReportedFinding(finding: cut(finding), fingerprint: fingerprint, waiver: waiver))
      }
    }
    // Nothing that a rule could not judge, and no failure to read, ever counts as passed.
    if sentence.isIncomplete { verdicts.append(.review) }
    if file.problem != nil { verdicts.append(.error) }
    // With `--only` the report says that it is limited, and that is enough.
    if options.only == nil && !sentence.rules.contains(where: { $0.status == .ran }) {
      verdicts.append(.error)
    }
    return FileReport(
      path: file.artifact.path, sha256: file.sha256, bytes: file.bytes, format: file.format,
      compression: file.compression, encoding: file.encoding, delimiter: file.delimiter,
      container: file.container,
      verdict: Verdict.overall(verdicts), isComplete: file.problem == nil && !sentence.isIncomplete,
      problem: file.problem,
      tables: file.tables.map { table in
        TableReport(
          id: table.id, rows: table.rows,
          columns: table.columns.indices.map { position in
            ColumnReport(
              index: table.columns[position].index, name: table.columns[position].name,
              role: table.roles.indices.contains(position) ? table.roles[position] : .unknown,
              second: table.seconds.indices.contains(position) ? table.seconds[position] : nil)
          }, excerpt: excerpts.excerpt(of: kept[table.id] ?? table, findings: findings))
      },
      rules: sentence.rules,
      findings: reported, findingTotals: totals, waivedTotals: waived)
  }

  /// Worst first, then in file order; findings that tie stay in the order of the rules.
  private static func order(
    _ left: (offset: Int, element: Finding), _ right: (offset: Int, element: Finding)
  ) -> Bool {
    if left.element.verdict != right.element.verdict { return left.element.verdict > right.element.verdict }
    func place(_ location: Location, _ offset: Int) -> (Int, Int, Int, Int) {
      (location.byteOffset ?? -1, location.line ?? location.row ?? 0, location.column ?? 0, offset)
    }
    return place(left.element.location, left.offset) < place(right.element.location, right.offset)
  }

  private func cut(_ finding: Finding) -> Finding {
    guard finding.cells.count > options.maxFindings else { return finding }
    var shorter = finding
    shorter.cells.removeLast(finding.cells.count - options.maxFindings)
    return shorter
  }

  /// Half a SHA-256 of rule, file digest and place, in hexadecimal.
  private static func fingerprint(of finding: Finding, sha256: String) -> String {
    let place = finding.location
    let parts =
      [
        finding.rule.rawValue, sha256, String(place.row ?? 0), String(place.column ?? 0),
        String(place.byteOffset ?? -1), place.sheet ?? "", place.cell ?? "", place.part ?? "",
      ] + (place.byteOffset == nil && place.line != nil ? [String(place.line ?? 0)] : [])
    let digest = SHA256.hash(data: Array(parts.joined(separator: "\u{0}").utf8))
    return Hexadecimal.string(digest.prefix(16))
  }
}
