// bench generate KIND BYTES FILE   writes a file from a fixed seed
// bench index|spans|visit|scan|check|check-unscanned FILE   reads it, and says how long it took

import OutputChecker

@main
struct Main {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.count == 4, arguments[0] == "generate", let kind = FileKind(rawValue: arguments[1]),
      let bytes = Int(arguments[2])
    {
      try kind.write(bytes: bytes, to: arguments[3])
    } else if arguments.count == 2, let measure = Measure(rawValue: arguments[0]) {
      print(try measure.run(arguments[1]))
    } else {
      print(
        """
        usage: bench generate a|b|c|identifiers BYTES FILE
               bench index|spans|visit|scan|check|check-unscanned FILE
        """)
      Surroundings.exit(2)
    }
  }
}
