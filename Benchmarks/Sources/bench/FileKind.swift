// The files that are measured, made from a fixed seed.

import Glibc

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Numbers {
  private var state: UInt64 = 2026

  mutating func next(below limit: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
  }

  mutating func pick(_ words: [String]) -> String { words[next(below: words.count)] }
}

/// What a file is like.
enum FileKind: String, CaseIterable {
  /// An aggregate table: short categories, whole and decimal numbers, few quotes, ten columns.
  case a
  /// Half of the fields quoted, with commas, newlines and doubled quotes.
  case b
  /// Two small whole numbers a row.
  case c
  /// As `a`, with an identifier here and there.
  case identifiers

  private static let regions = [
    "North East", "North West", "East Midlands", "West Midlands", "London", "South East", "South West",
  ]

  private var header: String {
    switch self {
    case .a, .identifiers: "year,region,sex,age_band,condition,patients,population,rate,percent,level\n"
    case .b: "id,name,kind,note,category,label\n"
    case .c: "x,y\n"
    }
  }

  private func row(_ number: Int, _ random: inout Numbers) -> String {
    switch self {
    case .a, .identifiers:
      let region =
        random.next(below: 50) == 0 ? "\"\(random.pick(Self.regions)), all\"" : random.pick(Self.regions)
      var level = random.pick(["low", "medium", "high"])
      if self == .identifiers && number % 1_000 == 999 {
        level = random.pick(["943 476 5919", "someone@example.org", "SW1A 1AA"])
      }
      return "\(2015 + random.next(below: 10)),\(region),\(random.pick(["F", "M"])),"
        + "\(random.pick(["0-15", "16-39", "40-64", "65+"])),"
        + "\(random.pick(["asthma", "copd", "diabetes", "ckd"])),\(10 + random.next(below: 90_000)),"
        + "\(10 + random.next(below: 900_000)),\(random.next(below: 100)).\(10 + random.next(below: 90)),"
        + "\(random.next(below: 50)).\(random.next(below: 10)),\(level)\n"
    case .b:
      let note = "\"line one\nline \"\"two\"\" of \(random.next(below: 100))\""
      return "\(number),\"Smith, \(random.next(below: 100_000))\",plain\(random.next(below: 7)),\(note),"
        + "c\(random.next(below: 3)),\"q\(random.next(below: 11))\"\n"
    case .c: return "\(random.next(below: 100)),\(random.next(below: 10))\n"
    }
  }

  /// Writes about so many bytes, whole rows.
  func write(bytes: Int, to path: String) throws {
    guard let file = fopen(path, "w") else { throw BenchError("cannot write \(path)") }
    defer { fclose(file) }
    var random = Numbers()
    fputs(header, file)
    var written = header.utf8.count
    var number = 0
    while written < bytes {
      let row = row(number, &random)
      fputs(row, file)
      written += row.utf8.count
      number += 1
    }
  }
}

struct BenchError: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}

/// What this process has used of the processor, user and system, in seconds.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
