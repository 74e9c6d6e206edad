// What the ending of a name says that a file is.

import DisclosureRules

/// Holds names against contents.
enum NameClaim {
  /// Formats of text, among which there are no lies but slips.
  private static let texts: Set<String> = [
    "csv", "text", "json", "ndjson", "html", "svg", "xml", "smcl", "ipynb", "markdown", "latex",
  ]
  private static let plain: Set<String> = ["csv", "text", "smcl", "markdown", "latex", "json", "ndjson"]

  /// Formats that files with an ending may have. Endings that are not listed claim nothing.
  private static let formats: [String: Set<String>] = {
    var formats: [String: Set<String>] = [:]
    func add(_ endings: String, _ accepted: Set<String>) {
      for ending in endings.split(separator: " ") { formats[String(ending)] = accepted }
    }
    for ending in tables { formats[ending] = ["csv"] }
    add("dat", ["csv", "text"])
    // Whoever calls a file text says no more than that people can read it.
    add("txt log out lst asc", texts)
    add("md markdown rmd qmd rst tex", plain)
    add("r py do ado sas sql jl m sh yaml yml toml ini cfg sps", plain)
    add("smcl", ["smcl"])
    add("json geojson", ["json", "ndjson"])
    add("ndjson jsonl", ["ndjson", "json"])
    add("ipynb", ["ipynb"])
    add("html htm", ["html"])
    add("svg", ["svg"])
    add("xml", ["xml", "svg", "html"])
    add("xlsx xlsm xltx xltm", ["xlsx", "xlsm"])
    add("xls doc ppt", ["ole"])
    add("xlsb", ["xlsb"])
    add("ods", ["ods"])
    add("odt odp odg", ["odf"])
    add("docx docm", ["docx"])
    add("pptx pptm", ["pptx"])
    add("pdf", ["pdf"])
    add("png", ["png"])
    add("jpg jpeg", ["jpeg"])
    add("gif", ["gif"])
    add("tif tiff", ["tiff"])
    add("webp", ["webp"])
    add("bmp", ["bmp"])
    add("emf", ["emf"])
    add("zip", ["zip"])
    add("tar tgz", ["tar"])
    add("rds", ["rds"])
    add("rdata rda", ["rdata"])
    add("pkl pickle joblib", ["pickle"])
    add("sav zsav", ["sav"])
    add("dta", ["dta"])
    add("xpt", ["xpt"])
    add("sas7bdat", ["sas7bdat"])
    add("parquet", ["parquet"])
    add("feather", ["feather", "arrow"])
    add("arrow", ["arrow"])
    add("h5 hdf5", ["hdf5"])
    add("npy", ["npy"])
    add("npz pt pth", ["zip", "pickle"])
    add("sqlite sqlite3 db", ["sqlite"])
    add("rtf", ["rtf"])
    add("7z", ["7z"])
    add("rar", ["rar"])
    add("bz2", ["bzip2"])
    add("xz", ["xz"])
    add("zst", ["zstd"])
    return formats
  }()

  /// Endings that promise a delimited table: what is broken in such a file is broken, and not a text.
  private static let tables: Set<String> = ["csv", "tsv", "psv", "tab"]

  /// Whether a file's name promises a delimited table, compressed or not.
  static func isTable(_ fileName: String) -> Bool {
    let endings = endings(of: fileName)
    return endings.inner.map(tables.contains) ?? false
  }

  /// Endings that promise running text, in which a name with a number is part of what is said.
  private static let prose: Set<String> = ["md", "markdown", "rmd", "qmd", "rst", "tex", "adoc"]

  /// Endings of programs.
  private static let programs: Set<String> = [
    "py", "r", "do", "ado", "sas", "sps", "sql", "jl", "m", "c", "h", "cpp", "hpp", "java", "scala", "js",
    "ts", "go", "rs",
    "swift", "rb", "pl", "sh", "bat", "ps1", "stan",
  ]

  /// Whether a file's name promises a program, compressed or not.
  static func isProgram(_ fileName: String) -> Bool {
    endings(of: fileName).inner.map(programs.contains) ?? false
  }

  /// Whether a file's name promises running text, compressed or not.
  static func isProse(_ fileName: String) -> Bool { endings(of: fileName).inner.map(prose.contains) ?? false }

  /// The last ending of a name if that is gzip's, and the one before it or else the last; lower case.
  private static func endings(of fileName: String) -> (inner: String?, gzip: String?) {
    var parts = fileName.lowercased().split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1, let last = parts.popLast() else { return (nil, nil) }
    guard last == "gz" || last == "gzip" else { return (last, nil) }
    return (parts.count > 1 ? parts.last : nil, last)
  }

  /// Endings of what is compressed as a matter of course; `.gz` itself stands before another ending.
  private static let compressed: Set<String> = ["gz", "gzip", "tgz", "rds", "rdata", "rda", "svgz", "emz"]

  /// What a name claims and the content is not; nil when they agree or the name claims nothing.
  static func claim(of fileName: String, format: String, isCompressed: Bool) -> FileContent.Claim? {
    let endings = endings(of: fileName)
    if let gzip = endings.gzip, !isCompressed {
      return FileContent.Claim(ending: "." + gzip, isBetweenTexts: false)
    }
    guard let ending = endings.inner else { return nil }
    if endings.gzip == nil && isCompressed && !compressed.contains(ending) && formats[ending] != nil {
      return FileContent.Claim(ending: "." + ending, isBetweenTexts: false)
    }
    guard let accepted = formats[ending], !accepted.contains(format) else { return nil }
    return FileContent.Claim(
      ending: "." + ending, isBetweenTexts: texts.contains(format) && !accepted.isDisjoint(with: texts))
  }
}
