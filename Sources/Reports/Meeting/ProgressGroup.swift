import Ledger

/// Those who are ranked and belong together, with the sums of their figures.
struct ProgressGroup: Sendable {
  /// No file has it: its figures are the sums of its members'.
  let line: ProgressFigures.Line
  /// One for each kind; nil where nothing is planned of it.
  let kinds: [ProgressFigures.Line?]
  /// In the order of their ranks.
  let members: [ProgressFigures.Ranked]

  /// The groups by rate, the highest first; of equal ones by name.
  static func all(_ ranked: [ProgressFigures.Ranked]) -> [ProgressGroup] {
    let members = Dictionary(grouping: ranked, by: \.line.group)
    let groups = members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .compactMap { ProgressGroup($0, members[$0] ?? []) }
    return groups.enumerated().sorted { a, b in
      switch (a.element.line.rate, b.element.line.rate) {
      case (let x?, let y?) where x != y: x > y
      case (_?, nil): true
      case (nil, _?): false
      default: a.offset < b.offset
      }
    }.map(\.element)
  }

  /// nil where the sums are beyond any number.
  private init?(_ name: String, _ members: [ProgressFigures.Ranked]) {
    guard let line = ProgressGroup.sum(name, members.map(\.line)) else { return nil }
    self.line = line
    self.members = members
    kinds = (members.first?.kinds ?? []).indices.map { kind in
      let own = members.compactMap { $0.kinds[kind] }
      return own.isEmpty ? nil : ProgressGroup.sum(name, own)
    }
  }

  private static func sum(
    _ name: String, _ lines: [ProgressFigures.Line]
  ) -> ProgressFigures.Line? {
    func sum(_ values: [Ratio?]) -> Ratio? {
      values.reduce(.zero) { sum, value in
        sum.flatMap { sum in value.flatMap(sum.adding) }
      }
    }
    guard let planned = sum(lines.map(\.planned)), let done = sum(lines.map(\.done)) else {
      return nil
    }
    return ProgressFigures.Line(
      label: name, file: "", key: "", planned: planned, done: done,
      rate: planned == .zero ? nil : done.divided(by: planned),
      earlierDone: sum(lines.map(\.earlierDone)))
  }
}
