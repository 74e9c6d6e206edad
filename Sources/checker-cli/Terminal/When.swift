// A choice between always, never, and when it makes sense.

import ArgumentParser

/// When to use colours or show progress.
enum When: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}
