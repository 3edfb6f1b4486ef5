import Ledger

extension Vector {
  /// Whether a row has no value.
  func isMissing(_ row: Int) -> Bool {
    switch self {
    case .exact(let vector):
      vector.numerators[vector.count == 1 ? 0 : row] == ExactVector.missing
    case .text(let vector): vector.text(row).isEmpty
    case .truth(let vector): vector[vector.count == 1 ? 0 : row] == .unknown
    }
  }
}

/// For each row the value of the vector that `choice` names; all are of the type's kind.
func picked(_ vectors: [Vector], _ choice: [Int], type: ValueType) -> Vector {
  if type.isText {
    return .text(
      pickedTexts(vectors.map { if case .text(let a) = $0 { a } else { TextVector("") } }, choice))
  }
  if type == .flag {
    return .truth(
      choice.enumerated().map { row, index in
        guard case .truth(let truths) = vectors[index] else { return .unknown }
        return truths[truths.count == 1 ? 0 : row]
      })
  }
  let exacts = vectors.map { vector -> ExactVector in
    if case .exact(let exact) = vector { exact } else { ExactVector([ExactVector.missing]) }
  }
  var (numerators, denominators): ([Int128], [Int128]) = ([], [])
  numerators.reserveCapacity(choice.count)
  let areWhole = exacts.allSatisfy(\.denominators.isEmpty)
  for (row, index) in choice.enumerated() {
    let value = exacts[index].ratio(row)
    numerators.append(value?.numerator ?? ExactVector.missing)
    if !areWhole { denominators.append(value?.denominator ?? 1) }
  }
  return .exact(ExactVector(numerators, over: denominators))
}

/// The names of all vectors one list after another, so that no text is touched for each row.
private func pickedTexts(_ vectors: [TextVector], _ choice: [Int]) -> TextVector {
  var names: [String] = []
  var firstNames: [UInt32] = []
  for vector in vectors {
    firstNames.append(UInt32(names.count))
    names += vector.names
  }
  return TextVector(
    names: names,
    ids: choice.enumerated().map { row, index in
      firstNames[index] + vectors[index].ids[vectors[index].count == 1 ? 0 : row]
    })
}
