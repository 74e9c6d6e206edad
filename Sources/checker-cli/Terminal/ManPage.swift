// A manual page from what the commands say of themselves.

import FoundationEssentials

/// The page checker-cli(1) in the language of man(7).
struct ManPage {
  /// The page.
  let text: String

  /// - Parameter help: the parser's own description of all commands, as JSON.
  init(help: String, version: String) throws {
    let tool = try JSONDecoder().decode(Tool.self, from: Data(help.utf8))
    let name = tool.command.commandName
    var page = ".TH \(Self.escaped(name.uppercased())) 1 \"\" \"\(name) \(version)\" \"User Commands\"\n"
    page += ".SH NAME\n\(Self.escaped(name)) \\- \(Self.escaped(tool.command.abstract ?? ""))\n"
    page += ".SH SYNOPSIS\n.B \(Self.escaped(name))\n.I command\n[\\fIoptions\\fR]\n"
    if let discussion = tool.command.discussion {
      page += ".SH DESCRIPTION\n\(Self.line(discussion))\n"
    }
    page += ".SH COMMANDS\n"
    for command in tool.command.shownSubcommands { page += Self.section(command, path: name) }
    page += ".SH ENVIRONMENT\n" + Self.variables.map(Self.item).joined()
    text = page
  }

  private static let variables = [
    ("CHECKER_RULESETS", "Folders of rulesets, separated by colons; searched before those in the program."),
    ("NO_COLOR", "When set and not empty, no colours."),
    ("SOURCE_DATE_EPOCH", "Seconds since 1970 for the times of a report."),
  ]

  private static func section(_ command: Tool.Command, path: String) -> String {
    let name = "\(path) \(command.commandName)"
    var text = ".SS \"\(escaped(name))"
    for argument in command.shownArguments where argument.kind == "positional" {
      let value = (argument.valueName ?? "value").uppercased()
      text += " " + escaped(argument.isOptional ? "[\(value)]" : value) + (argument.isRepeating ? "..." : "")
    }
    text += "\"\n" + line(command.abstract ?? "") + "\n"
    if let discussion = command.discussion { text += ".PP\n\(line(discussion))\n" }
    for argument in command.shownArguments { text += item((argument.title, argument.help)) }
    for subcommand in command.shownSubcommands { text += section(subcommand, path: name) }
    return text
  }

  private static func item(_ item: (title: String, text: String)) -> String {
    ".TP\n.B \(escaped(item.title))\n\(line(item.text))\n"
  }

  /// A paragraph; a line that begins with a dot would be a command.
  private static func line(_ text: String) -> String {
    escaped(text).split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : String(line)
    }.joined(separator: "\n")
  }

  private static func escaped(_ text: some StringProtocol) -> String {
    var safe = ""
    for character in text {
      switch character {
      case "\\": safe += "\\e"
      case "-": safe += "\\-"
      case "\"": safe += "\\(dq"
      default: safe.append(character)
      }
    }
    return safe
  }
}

/// What the parser says of the commands; the parts that the page needs.
private struct Tool: Decodable {
  var command: Command

  struct Command: Decodable {
    var commandName: String
    var shouldDisplay: Bool?
    var abstract: String?
    var discussion: String?
    var subcommands: [Command]?
    var arguments: [Argument]?

    var shownSubcommands: [Command] {
      (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
    }
    var shownArguments: [Argument] { (arguments ?? []).filter { $0.shouldDisplay != false } }
  }

  struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String
    }

    var kind: String
    var shouldDisplay: Bool?
    var isOptional: Bool
    var isRepeating: Bool
    var names: [Name]?
    var valueName: String?
    var defaultValue: String?
    var abstract: String?

    /// `-o, --output FILE`.
    var title: String {
      let value = (valueName ?? "value").uppercased()
      guard let names, kind != "positional" else { return value }
      let spelled = names.map { ($0.kind == "long" ? "--" : "-") + $0.name }.joined(separator: ", ")
      return kind == "option" ? "\(spelled) \(value)" : spelled
    }

    var help: String {
      (abstract ?? "") + (defaultValue.map { " The default is \($0)." } ?? "")
    }
  }
}
