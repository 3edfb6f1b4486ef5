import Ledger

/// What is printed for names of the rule file and for the values of dimensions.
struct ReportLabels: Sendable {
  private let labels: [String: String]
  /// By dimension, then by value.
  private var names: [String: [String: String]] = [:]
  /// What the values belong to that are ranked, and who answers for them.
  private let groups: [String: String]
  private let owners: [String: String]
  /// Of the sources, by name.
  private let titles: [String: String]
  private let plain: PlainForm
  /// Characters of a name; the codes in the files are whole.
  private static let nameLengthMax = 240

  init(_ facts: RunFacts) {
    labels = facts.plan.report.labels
    plain = PlainForm(facts.plan.currency)
    titles = Dictionary(
      facts.plan.sources.map { ($0.name, $0.title) }, uniquingKeysWith: { first, _ in first })
    groups = facts.plan.report.progress?.groups.map(facts.texts) ?? [:]
    owners = facts.plan.report.progress?.owners.map(facts.texts) ?? [:]
    for entry in facts.plan.report.names { names[entry.dimension] = facts.texts(entry.place) }
  }

  /// A dimension, measure or column.
  func label(_ name: String) -> String { labels[name] ?? name }

  /// A value of a dimension.
  func name(_ value: Value, of dimension: BalancePlan.Dimension) -> String {
    name(plain.text(value, type: dimension.type), ofDimension: dimension.name)
  }

  /// A code with the name it has: `UBND huyện Tri Tôn (1089101)`.
  func named(_ code: String, ofDimension name: String) -> String {
    let title = self.name(code, ofDimension: name)
    return title == code ? code : "\(title) (\(code))"
  }

  /// The key of a finding in words: `Đơn vị: UBND huyện Tri Tôn (1089101); Dự án: 0475`.
  func key(_ parts: [(name: String, value: String)], _ wording: ReportWording) -> String {
    parts.map { name, value in
      let heading = labels[name] ?? wording.part(ofKey: name) ?? name
      let title = name == "source" ? titles[value] : nil
      return "\(heading): \(title ?? named(value, ofDimension: name))"
    }.joined(separator: "; ")
  }

  /// What a value that is ranked belongs to; empty for nothing.
  func group(_ value: Value, of dimension: BalancePlan.Dimension) -> String {
    clipped(groups[plain.text(value, type: dimension.type)] ?? "", to: Self.nameLengthMax)
  }

  /// Who answers for a value that is ranked; empty for nobody.
  func owner(_ value: Value, of dimension: BalancePlan.Dimension) -> String {
    clipped(owners[plain.text(value, type: dimension.type)] ?? "", to: Self.nameLengthMax)
  }

  /// A value that is a code.
  func name(_ code: String, ofDimension name: String) -> String {
    clipped(names[name]?[code] ?? code, to: Self.nameLengthMax)
  }
}

extension RunFacts {
  /// The texts of values, by code.
  fileprivate func texts(_ place: ReportPlan.ValueNames.Place) -> [String: String] {
    switch place {
    case .written(let texts): texts
    case .column(let key, let name):
      intake.tables[key.source].names(ofKey: key.column, in: name, plan.sources[key.source])
    }
  }
}

extension Table {
  /// The cells of a column by those of a key column; of several the first.
  fileprivate func names(ofKey key: Int, in name: Int, _ plan: SourcePlan) -> [String: String] {
    guard let keys = columns[key], let texts = columns[name] else { return [:] }
    var names: [String: String] = [:]
    for row in 0..<rowCount {
      guard case .text(let code) = keys.value(ofRow: row, type: plan.columns[key].type),
        case .text(let text) = texts.value(ofRow: row, type: plan.columns[name].type)
      else { continue }
      if names[code] == nil { names[code] = text }
    }
    return names
  }
}

extension BalancePlan {
  /// The file that holds a level's figures.
  func fileName(ofLevel level: [Int]) -> String {
    // The file has the dimensions as the level writes them.
    let written = levels.first { $0.sorted() == level } ?? level
    let names = written.map { dimensions[$0].name }
    let isWhole = level == Array(dimensions.indices)
    return name + (isWhole ? "" : "-" + (names.isEmpty ? "total" : names.joined(separator: "-")))
      + ".csv"
  }
}

extension BalanceResult {
  /// The level, where it was worked out.
  func figures(_ dimensions: [Int]) -> Level? { levels.first { $0.dimensions == dimensions } }
}
