// How far an unknown of the simplex method moves, and what leaves the basis for it.

extension Simplex {
  /// How far the entering unknown can go, and who stops it: a row, or itself at its other bound (-1).
  func ratio(_ variable: Int, _ direction: Double, byIndex: Bool) -> (Double, Int, Bool) {
    var step = upper[variable] - lower[variable]
    if step.isNaN { step = .infinity }
    var leaving = -1
    var toUpper = false
    var pivot = 0.0
    for row in 0..<rows {
      let rate = column[row] * direction
      if rate < Self.smallestStep && rate > -Self.smallestStep { continue }
      let other = basic[row]
      let level = basicValue[row]
      var room = Double.infinity
      var isUpper = false
      if rate > 0 {
        // It falls: to its lower bound, or, from above its upper one, to that.
        if level > upper[other] + Self.tolerance {
          room = (level - upper[other]) / rate
          isUpper = true
        } else if level >= lower[other] - Self.tolerance {
          room = max(0, level - lower[other]) / rate
        }
      } else {
        if level < lower[other] - Self.tolerance {
          room = (level - lower[other]) / rate
        } else if level <= upper[other] + Self.tolerance {
          room = max(0, upper[other] - level) / -rate
          isUpper = true
        }
      }
      if room == .infinity { continue }
      let isCloser = room < step - 1e-9
      let ties = !isCloser && room <= step + 1e-9
      let wins = ties && leaving >= 0 && (byIndex ? other < basic[leaving] : rate.magnitude > pivot)
      if isCloser || wins || ties && leaving < 0 && room < step {
        step = min(step, room)
        leaving = row
        toUpper = isUpper
        pivot = rate.magnitude
      }
    }
    return (step, leaving, toUpper)
  }

  mutating func move(
    _ variable: Int, _ direction: Double, by step: Double, leaving: Int, toUpper: Bool
  ) {
    let start = value(variable)
    if step != 0 {
      for row in 0..<rows where column[row] != 0 { basicValue[row] -= column[row] * direction * step }
    }
    guard leaving >= 0 else {
      places[variable] = direction > 0 ? .atUpper : .atLower
      return
    }
    let out = basic[leaving]
    places[out] = toUpper ? .atUpper : .atLower
    factor.replace(row: leaving, by: column)
    basic[leaving] = variable
    places[variable] = .basic(leaving)
    basicValue[leaving] = start + direction * step
  }
}
