// bench generate KIND BYTES FILE   writes a file from a fixed seed
// bench index|spans|visit FILE     reads it with the parser, and says how long it took

import OutputChecker

@main
struct Main {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.count) {
    case ("generate", 4):
      guard let kind = FileKind(rawValue: arguments[1]), let bytes = Int(arguments[2]) else { fallthrough }
      try kind.write(bytes: bytes, to: arguments[3])
    case (let work?, 2):
      guard let measure = Measure(rawValue: work) else { fallthrough }
      print(try measure.run(arguments[1]))
    default:
      print("usage: bench generate a|b|c|identifiers BYTES FILE; bench index|spans|visit FILE")
      Surroundings.exit(2)
    }
  }
}
