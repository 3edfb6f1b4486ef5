package import Ledger

/// The `sources:` block of a rule file that reads the tables as `inspect` read them.
///
/// Tables with the same columns become one source; further ones are called `NAME_2` and so on.
package func sourceBlock(
  _ inspections: [Inspection], name: String, language: Language
) -> String {
  var drafts: [SourceDraft] = []
  for inspection in inspections {
    for draft in SourceDraft.drafts(of: inspection) {
      if let index = drafts.firstIndex(where: { $0.isSame(as: draft) }) {
        drafts[index].add(draft)
      } else {
        drafts.append(draft)
      }
    }
  }
  let wording = InspectionWording(language)
  return drafts.enumerated().reduce("sources:\n") { text, item in
    text + item.element.text(name: item.offset == 0 ? name : "\(name)_\(item.offset + 1)", wording)
  }
}

/// A source that is to be written.
private struct SourceDraft {
  private var source: SourcePlan
  private var files: [String]
  private var assumptions: [Assumption]
  private var moneyExponents: Set<Int?>

  /// The sources of one file: a single one where all its tables are read alike.
  static func drafts(of inspection: Inspection) -> [SourceDraft] {
    let path = globOf(inspection.path)
    var drafts: [SourceDraft] = []
    for table in inspection.tables {
      guard case .table(let facts) = table.content else { continue }
      let entry = table.entry.map { "//" + globOf($0, isEntry: true) } ?? ""
      let draft = SourceDraft(facts, file: path + entry)
      if let index = drafts.firstIndex(where: { $0.isSame(as: draft) }) {
        drafts[index].add(draft)
      } else {
        drafts.append(draft)
      }
    }
    let isWhole = drafts.count == 1 && drafts[0].files.count == inspection.tables.count
    if isWhole { drafts[0].files = [path + (inspection.pattern.map { "//" + $0 } ?? "")] }
    return drafts
  }

  init(_ facts: TableFacts, file: String) {
    source = facts.source
    files = [file]
    assumptions = facts.assumptions
    moneyExponents = [facts.moneyExponent]
  }

  /// Whether both are read alike, but for cells that may be empty.
  func isSame(as other: SourceDraft) -> Bool {
    let (a, b) = (source, other.source)
    return a.header == b.header && a.delimiter == b.delimiter && a.numbers == b.numbers
      && a.dates == b.dates && a.moneyUnit == b.moneyUnit && a.columns.count == b.columns.count
      && zip(a.columns, b.columns).allSatisfy {
        $0.name == $1.name && $0.headings == $1.headings && $0.type == $1.type
          && $0.length == $1.length && $0.isPercent == $1.isPercent && $0.moneyUnit == $1.moneyUnit
      }
  }

  mutating func add(_ other: SourceDraft) {
    files += other.files
    assumptions += other.assumptions.filter { !assumptions.contains($0) }
    moneyExponents.formUnion(other.moneyExponents)
    for column in source.columns.indices {
      let (mine, others) = (source.columns[column], other.source.columns[column])
      source.columns[column].isRequired = mine.isRequired && others.isRequired
      source.columns[column].mayBeAbsent = mine.mayBeAbsent || others.mayBeAbsent
    }
  }

  func text(name: String, _ wording: InspectionWording) -> String {
    var lines = ["  \(name):"]
    lines += assumptions.map { "    # " + printable(wording.assumption($0)) }
    if files.contains(where: { $0.split(separator: "/").last?.hasPrefix("~$") == true }) {
      lines.append("    # " + wording.lockFile)
    }
    lines.append("    files: " + list(files.map(scalar)))
    if case .rows(let rows) = source.header { lines.append("    header: \(rows)") }
    if let delimiter = source.delimiter {
      lines.append("    delimiter: " + quoted(String(Unicode.Scalar(delimiter))))
    }
    if let numbers = source.numbers { lines.append("    numbers: \"\(numbers.rawValue)\"") }
    if let dates = source.dates { lines.append("    dates: \(dates.rawValue)") }
    if source.columns.contains(where: { $0.type == .money }) {
      lines.append("    " + money(wording))
    }
    lines.append("    columns:")
    let width = source.columns.map(\.name.count).max() ?? 0
    for column in source.columns {
      lines.append("      " + filled(column.name + ":", to: width + 1) + " {\(keys(of: column))}")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func money(_ wording: InspectionWording) -> String {
    guard source.moneyUnit == .fromFile else { return "money: đồng" }
    let exponents = moneyExponents.compactMap(\.self).sorted()
    let units = exponents.map(wording.unit).joined(separator: ", ")
    return "money: from file" + (units.isEmpty ? "" : "  # \(units)")
  }

  private func keys(of column: ColumnPlan) -> String {
    var keys = ["header: \(scalar(column.headings))", "type: \(column.type.rawValue)"]
    if let length = column.length { keys.append("length: \(length)") }
    if column.moneyUnit == .fromFile { keys.append("unit: from file") }
    if let isPercent = column.isPercent {
      keys.append("unit: \(isPercent ? "percent" : "fraction")")
    }
    let isRequiredUnsaid = column.type == .money || column.type == .date
    if column.isRequired != isRequiredUnsaid { keys.append("required: \(column.isRequired)") }
    return keys.joined(separator: ", ")
  }
}

extension ColumnPlan {
  /// The heading that `inspect` bound the column by.
  fileprivate var headings: String {
    if case .heading(let texts) = origin { texts.joined() } else { "" }
  }
}

private func list(_ items: [String]) -> String {
  items.count == 1 ? items[0] : "[" + items.joined(separator: ", ") + "]"
}

/// A path below the input folder as a pattern that fits nothing else; of a path that leads elsewhere the
/// file's name.
private func globOf(_ path: String, isEntry: Bool = false) -> String {
  var parts = path.split(separator: "/").map(String.init).filter { $0 != "." }
  if !isEntry, path.hasPrefix("/") || parts.contains("..") { parts = parts.suffix(1) }
  return parts.map { part in
    // A backslash would be taken for a mistyped `/`; `?` stands for any one sign.
    part.map { $0 == "\\" ? "?" : "*?[".contains($0) ? "[\($0)]" : String($0) }.joined()
  }.joined(separator: "/")
}

/// A text as YAML writes it inside `{}`: plain where nothing in it could mean anything.
private func scalar(_ text: String) -> String {
  let isPlain = text.allSatisfy { $0.isLetter || $0.isNumber || " ._/-()%".contains($0) }
  let beginsWell = text.first.map { $0.isLetter || $0.isNumber } ?? false
  return isPlain && beginsWell && text.last != " " && text != "auto" ? text : quoted(text)
}

private func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": result += "\\" + String(scalar)
    case "\t": result += "\\t"
    case _
    where scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value)
      || scalar.properties.generalCategory == .format
      || scalar.properties.generalCategory == .lineSeparator
      || scalar.properties.generalCategory == .paragraphSeparator
      || scalar.properties.isNoncharacterCodePoint:
      let digits = String(scalar.value, radix: 16)
      result += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
