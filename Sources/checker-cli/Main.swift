import OutputChecker
@main struct Main { static func main() { print(Version.current) } }
