package import Ledger

/// The values of an expression over the rows of a frame. One element stands for every row alike.
package enum Vector: Sendable {
  case exact(ExactVector)
  case text(TextVector)
  case truth([Truth])
}

/// Three-valued truth: a comparison with a missing value is unknown, and unknown does not fire.
package enum Truth: UInt8, Sendable {
  case no, yes, unknown

  init(_ truth: Bool) { self = truth ? .yes : .no }
}

/// Exact fractions; a missing value has the numerator `missing`.
package struct ExactVector: Sendable {
  package static let missing = Int128.min
  package var numerators: [Int128]
  /// Empty when all denominators are 1.
  package var denominators: [Int128]

  init(_ numerators: [Int128], over denominators: [Int128] = []) {
    self.numerators = numerators
    self.denominators = denominators
  }

  var count: Int { numerators.count }

  /// The value of a row; nil when missing.
  @inline(__always)
  func ratio(_ row: Int) -> Ratio? {
    let index = numerators.count == 1 ? 0 : row
    let numerator = numerators[index]
    if numerator == Self.missing { return nil }
    return denominators.isEmpty ? Ratio(numerator) : Ratio(numerator, over: denominators[index])
  }

  /// One element from each of a number of rows.
  init(count: Int, _ value: (Int) throws(ArithmeticOverflow) -> Ratio?) throws(ArithmeticOverflow) {
    numerators = []
    numerators.reserveCapacity(count)
    denominators = []
    for row in 0..<count {
      let ratio = try value(row)
      numerators.append(ratio?.numerator ?? Self.missing)
      let denominator = ratio?.denominator ?? 1
      if denominators.isEmpty, denominator != 1 {
        denominators = Array(repeating: 1, count: row)
        denominators.reserveCapacity(count)
        denominators.append(denominator)
      } else if !denominators.isEmpty {
        denominators.append(denominator)
      }
    }
  }
}

/// Texts, as names and an index into them for each row, so that a function of text runs once for each
/// distinct name. A missing text is "".
package struct TextVector: Sendable {
  package var names: [String]
  /// Index into `names`; one element stands for every row.
  package var ids: [UInt32]

  init(names: [String], ids: [UInt32]) {
    self.names = names
    self.ids = ids
  }

  /// The same text in every row.
  init(_ text: String) { self.init(names: [text], ids: [0]) }

  /// A text of its own for every row.
  init(each texts: [String]) { self.init(names: texts, ids: Array(0..<UInt32(texts.count))) }

  package var count: Int { ids.count }

  /// The text of a row.
  @inline(__always)
  package func text(_ row: Int) -> String { names[Int(ids.count == 1 ? ids[0] : ids[row])] }

  /// Another text for each name.
  func mapped(_ transform: (String) -> String) -> TextVector {
    TextVector(names: names.map { $0.isEmpty ? "" : transform($0) }, ids: ids)
  }

  /// A truth for each name; unknown where the text is missing.
  func truths(_ test: (String) -> Bool) -> [Truth] {
    let byName = names.map { $0.isEmpty ? Truth.unknown : Truth(test($0)) }
    return ids.map { byName[Int($0)] }
  }
}

/// Values of one type as a vector.
package func vector(_ values: [Value], _ type: ValueType) -> Vector { Vector(values, type: type) }

extension Vector {
  /// The element of one row.
  func only(_ row: Int) -> Vector {
    if count == 1 { return self }
    switch self {
    case .exact(let vector):
      return .exact(
        ExactVector(
          [vector.numerators[row]],
          over: vector.denominators.isEmpty ? [] : [vector.denominators[row]]))
    case .text(let vector): return .text(TextVector(vector.text(row)))
    case .truth(let vector): return .truth([vector[row]])
    }
  }

  /// Elements held: 1, or one for each row.
  var count: Int {
    switch self {
    case .exact(let vector): vector.count
    case .text(let vector): vector.count
    case .truth(let vector): vector.count
    }
  }

  /// The value of a row.
  package func value(_ row: Int) -> Value {
    switch self {
    case .exact(let vector): vector.ratio(row).map { .exact($0) } ?? .missing
    case .text(let vector):
      vector.text(row).isEmpty ? .missing : .text(vector.text(row))
    case .truth(let vector):
      switch vector[vector.count == 1 ? 0 : row] {
      case .yes: .truth(true)
      case .no: .truth(false)
      case .unknown: .missing
      }
    }
  }

  /// Values of one type as a vector; missing where a value is of another kind.
  init(_ values: [Value], type: ValueType) {
    if type.isText {
      self = .text(
        TextVector(each: values.map { if case .text(let text) = $0 { text } else { "" } }))
    } else if type == .flag {
      self = .truth(
        values.map { if case .truth(let truth) = $0 { Truth(truth) } else { .unknown } })
    } else {
      var numerators: [Int128] = []
      var denominators: [Int128] = []
      numerators.reserveCapacity(values.count)
      let areWhole = values.allSatisfy {
        if case .exact(let ratio) = $0 { ratio.denominator == 1 } else { true }
      }
      for value in values {
        let ratio: Ratio? = if case .exact(let ratio) = value { ratio } else { nil }
        numerators.append(ratio?.numerator ?? ExactVector.missing)
        if !areWhole { denominators.append(ratio?.denominator ?? 1) }
      }
      self = .exact(ExactVector(numerators, over: denominators))
    }
  }
}
