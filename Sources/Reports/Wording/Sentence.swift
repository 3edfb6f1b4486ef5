import Ledger

/// A sentence of the catalogue in both languages.
///
/// `{blank}` is filled in; a part in `[brackets]` is left out when one of its blanks has no value.
struct Sentence: Sendable {
  let vietnamese: String
  let english: String

  /// What a sentence about the rows of a match can speak of.
  enum Blank: String, CaseIterable, Sendable {
    /// Titles of the sources.
    case left, right
    case field
    case leftValue, rightValue, difference
    /// The money of a row that stands alone.
    case amount
    /// `3 dòng`, `3 rows`.
    case leftRows, rightRows
    /// Days since the row's date, and days after which it counts.
    case age, limit
    /// `ngày` or `ngày làm việc`.
    case days
    /// Steps after which a search gave up.
    case steps
    /// Titles of the source of a row that stands alone, and of the other one.
    case own, other
    /// How many times too large, and to what an amount is rounded.
    case factor, step
    /// Of a cause that is one thing: findings, rows of the file or unit, which that is.
    case concerned, whole, scope
    /// The newest date of the other side.
    case newest
    /// The column that tells two rows apart, and what each has in it.
    case column, leftCode, rightCode
  }

  enum Part: Sendable, Equatable {
    case text(String)
    case blank(Blank)
    case optional([Part])
  }

  /// The parts of the sentence in a language; nil when a brace or bracket is wrong.
  func parts(in language: Language) -> [Part]? {
    var rest = Substring(language == .vietnamese ? vietnamese : english)
    return Sentence.parse(&rest, isOptional: false)
  }

  private static func parse(_ rest: inout Substring, isOptional: Bool) -> [Part]? {
    var parts: [Part] = []
    while let first = rest.first {
      switch first {
      case "{":
        guard let end = rest.firstIndex(of: "}"),
          let blank = Blank(rawValue: String(rest[rest.index(after: rest.startIndex)..<end]))
        else { return nil }
        parts.append(.blank(blank))
        rest = rest[rest.index(after: end)...]
      case "[":
        rest.removeFirst()
        guard !isOptional, let inner = parse(&rest, isOptional: true) else { return nil }
        parts.append(.optional(inner))
      case "]":
        rest.removeFirst()
        return isOptional ? parts : nil
      default:
        let end = rest.firstIndex { "{[]".contains($0) } ?? rest.endIndex
        parts.append(.text(String(rest[..<end])))
        rest = rest[end...]
      }
    }
    return isOptional ? nil : parts
  }
}
