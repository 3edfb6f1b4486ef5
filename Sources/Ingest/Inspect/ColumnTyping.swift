import Ledger

/// What a column is taken for, by its heading and by all its cells.
struct ColumnTyping {
  var type: ValueType
  /// Digits of a code; nil where they differ.
  var length: Int?
  var isPercent: Bool?
  /// What the file leaves open about it.
  var assumption: Assumption?

  /// - Parameter moneyUnits: units that the rows above the table name.
  init(_ path: [String], _ profile: ColumnProfile, moneyUnits: Set<StatedUnit>) {
    let heading = HeadingWords(path)
    type = .text
    if heading.isOutline { return }
    if profile.filledCount == 0 {
      type = heading.isDate ? .date : heading.isCode ? .code : heading.isMoney ? .money : .text
      return
    }
    let isDated = profile.isMost(profile.dateCount)
    if isDated || heading.isDate && profile.isMost(profile.dateCount + profile.dates.serials) {
      type = .date
    } else if heading.isCode || profile.looksLikeCode(isMoney: heading.isMoney) {
      type = .code
      length = profile.codeLength
    } else if profile.isMost(profile.numberCount) {
      takeNumber(path, profile, heading, moneyUnits)
    } else if profile.hasFewValues, !heading.isProse {
      type = .code
    }
  }

  private mutating func takeNumber(
    _ path: [String], _ profile: ColumnProfile, _ heading: HeadingWords,
    _ moneyUnits: Set<StatedUnit>
  ) {
    let name = path.joined(separator: headingSeparator)
    let own = Set(path.compactMap { statedUnit(inHeading: $0) })
    let isPercent = profile.numbers.hasPercentSign || name.contains("%")
    if isPercent || heading.isRate {
      type = .rate
      if !isPercent, !profile.hasLargeNumber {
        self.isPercent = false
        assumption = .fraction(heading: name)
      }
      return
    }
    guard heading.isMoney || !own.isEmpty || profile.hasGroupedMillions else {
      let isWhole = profile.decimalCount == 0 && !profile.hasLoneSeparator
      type = isWhole && !profile.hasHugeNumber ? .integer : .number
      return
    }
    let units = own.isEmpty ? moneyUnits : own
    let others = units.compactMap(\.currency).filter { $0 != "VND" }
    if let other = others.min() {
      (type, assumption) = (.number, .otherCurrency(heading: name, other))
    } else if Set(units.map(\.exponent)).count > 1 {
      (type, assumption) = (.number, .severalUnits(heading: name))
    } else if profile.decimalCount * 5 > profile.numberCount, units.allSatisfy({ $0.exponent == 0 })
    {
      (type, assumption) = (.number, .decimalMoney(heading: name))
    } else {
      type = .money
    }
  }
}

/// What a heading says about the cells below it.
private struct HeadingWords {
  private let words: String

  init(_ path: [String]) {
    words = " " + path.map { unmarked($0) }.joined(separator: " ") + " "
  }

  /// The column “STT”, whose marks may be letters.
  var isOutline: Bool { RowRoles.outlineHeadings.contains(words.filter { $0.isLetter }) }

  var isDate: Bool { has(["ngay", "date", "thoi gian"]) }
  var isRate: Bool { has(["ty le", "ti le", "ty trong", "ti trong", "rate"]) }

  var isProse: Bool {
    has(["ghi chu", "noi dung", "dien giai", "ten", "ly do", "note", "name", "description"])
  }

  var isCode: Bool {
    !isMoney
      && has([
        "ma", "so ct", "so chung tu", "so hieu", "so hd", "so hop dong", "so tk", "so tai khoan",
        "so qd", "so quyet dinh", "so hoa don", "so phieu", "so but toan", "so cong van", "ky hieu",
        "tai khoan", "chuong", "tieu muc", "code", "id",
      ])
  }

  var isMoney: Bool {
    has([
      "so tien", "thanh tien", "ke hoach", "kh", "giai ngan", "kinh phi", "von", "du toan",
      "quyet toan", "so du", "du no", "gia tri", "gia tri giai ngan", "tong muc", "tong so",
      "thuc hien", "con lai", "cap phat", "thanh toan", "amount", "money", "value", "total",
      "ps no", "ps co", "phat sinh",
    ]) && !has(["ngay", "loai", "nguon", "ma", "ten", "so chung tu", "so ct", "noi dung"])
  }

  /// Whether one of these stands there as whole words.
  private func has(_ phrases: [String]) -> Bool {
    phrases.contains { words.contains(" " + $0 + " ") }
  }
}

extension ColumnProfile {
  var hasLoneSeparator: Bool { numbers.loneDot + numbers.loneComma > 0 }

  /// Leading zeros, text marks, or digits in a number that never changes.
  fileprivate func looksLikeCode(isMoney: Bool) -> Bool {
    guard isMost(digitCellCount), !isMoney, let digitCounts else { return false }
    if hasLeadingZero || hasTextMark { return true }
    let isConstant = digitCellCount == filledCount && digitCounts.count == 1
    return isConstant && filledCount >= 2 && digitCounts.lowerBound >= 5
  }

  /// The digits of a code that always has as many.
  fileprivate var codeLength: Int? {
    guard digitCellCount == filledCount, let digitCounts, digitCounts.count == 1,
      (2...100).contains(digitCounts.lowerBound)
    else { return nil }
    return digitCounts.lowerBound
  }

  /// Short words that come again and again.
  fileprivate var hasFewValues: Bool {
    guard let distinctCount, filledCount >= 4 else { return false }
    return distinctCount * 2 <= filledCount && longestByteCount <= 24
  }
}
