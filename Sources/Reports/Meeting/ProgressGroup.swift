import Ledger

/// Those who are ranked and belong together, with the sums of their figures.
struct ProgressGroup: Sendable {
  /// The sums of its members' figures.
  let line: ProgressFigures.Line
  /// One for each kind; nil where nothing is planned of it.
  let kinds: [ProgressFigures.Line?]
  /// In the order of their ranks.
  let members: [ProgressFigures.Ranked]

  /// The groups whose order is stated, then the others by rate, the highest first; of equal ones by
  /// name.
  static func all(_ figures: ProgressFigures) -> [ProgressGroup] {
    let members = Dictionary(grouping: figures.ranked, by: \.line.group)
    let groups = members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .compactMap { ProgressGroup($0, members[$0] ?? [], figures) }
    let order = figures.plan.groupOrder
    func place(_ group: ProgressGroup) -> Int {
      order.firstIndex(of: group.line.label) ?? order.count
    }
    return groups.enumerated().sorted { a, b in
      let (own, other) = (place(a.element), place(b.element))
      if own != other { return own < other }
      return switch (a.element.line.rate, b.element.line.rate) {
      case (let x?, let y?) where x != y: x > y
      case (_?, nil): true
      case (nil, _?): false
      default: a.offset < b.offset
      }
    }.map(\.element)
  }

  /// nil where the sums are beyond any number.
  private init?(
    _ name: String, _ members: [ProgressFigures.Ranked], _ figures: ProgressFigures
  ) {
    let whole = figures.kindName.map { "; \($0)=" } ?? ""
    guard
      let line = ProgressGroup.sum(name, members.map(\.line), figures, key: "group=\(name)\(whole)")
    else { return nil }
    self.line = line
    self.members = members
    kinds = figures.kinds.enumerated().map { index, kind in
      let own = members.compactMap { $0.kinds[index] }
      return own.isEmpty
        ? nil : ProgressGroup.sum(name, own, figures, key: "group=\(name); \(kind.key)")
    }
  }

  private static func sum(
    _ name: String, _ lines: [ProgressFigures.Line], _ figures: ProgressFigures, key: String
  ) -> ProgressFigures.Line? {
    func sum(_ values: [Ratio]) -> Ratio? {
      values.reduce(.zero) { sum, value in sum.flatMap { $0.adding(value) } }
    }
    let earlier = lines.compactMap(\.earlier)
    guard let planned = sum(lines.map(\.planned)), let done = sum(lines.map(\.done)),
      let plannedThen = sum(earlier.map(\.planned)), let doneThen = sum(earlier.map(\.done))
    else { return nil }
    return ProgressFigures.Line(
      label: name, file: GroupTable.fileName(figures.balance), key: key, planned: planned,
      done: done, rate: planned == .zero ? nil : done.divided(by: planned),
      earlier: earlier.isEmpty ? nil : .init(planned: plannedThen, done: doneThen))
  }
}
