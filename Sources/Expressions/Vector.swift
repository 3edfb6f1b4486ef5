package import Ledger

/// The values of an expression over the rows of a frame. One element stands for every row alike.
package enum Vector: Sendable {
  case exact(ExactVector)
  case text(TextVector)
  case truth([Truth])
}

/// Values of one type as a vector.
package func vector(_ values: [Value], _ type: ValueType) -> Vector { Vector(values, type: type) }

extension Vector {
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
    case .exact(let vector): return vector.ratio(row).map { .exact($0) } ?? .missing
    case .text(let vector):
      let text = vector.text(row)
      return text.isEmpty ? .missing : .text(text)
    case .truth(let vector):
      switch vector[vector.count == 1 ? 0 : row] {
      case .yes: return .truth(true)
      case .no: return .truth(false)
      case .unknown: return .missing
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

  /// Every row the same missing value.
  static func missing(_ type: ValueType) -> Vector { Vector([.missing], type: type) }

  /// The elements of some rows, in the order of the selection.
  func gathered(_ selection: Selection) -> Vector {
    if count == 1 { return self }
    switch self {
    case .exact(let vector):
      return .exact(
        ExactVector(
          selection.gather(vector.numerators, absent: ExactVector.missing),
          over: vector.denominators.count <= 1
            ? vector.denominators : selection.gather(vector.denominators, absent: 1)))
    case .text(let vector):
      return .text(vector.gathered(selection))
    case .truth(let vector): return .truth(selection.gather(vector, absent: .unknown))
    }
  }
}
