import Ledger

/// `unknown-code` notices of a source: one for each column and value that breaks `length`, is unknown
/// to its map, or does not exist where `in` says it must.
func unknownCodes(
  _ plan: Plan, source index: Int, _ intake: Intake, maps: [CodeMap?]
) -> [Notice] {
  let source = plan.sources[index]
  let table = intake.tables[index]
  var notices: [Notice] = []
  for (columnIndex, column) in source.columns.enumerated() {
    guard case .symbols(let symbols) = table.columns[columnIndex] else { continue }
    var isUnknown = intake.unknownCodes[index][columnIndex]
    var known = column.map.flatMap { maps[$0]?.writings } ?? []
    if let reference = column.reference, !intake.brokenSources.contains(reference.source),
      let referred = intake.tables[reference.source].columns[reference.column]
    {
      let codes = distinctTexts(referred)
      known += codes.map { MapPlan.Entry(writing: $0, target: $0) }
      for (id, name) in symbols.names.enumerated() where id > 0 && !codes.contains(name) {
        isUnknown[id] = true
      }
    }
    guard isUnknown.contains(true) else { continue }
    var rows: [UInt32: [Int]] = [:]
    for (row, id) in symbols.ids.enumerated() where isUnknown[Int(id)] {
      rows[id, default: []].append(row)
    }
    var near = NearCodes(known, abbreviations: plan.abbreviations)
    for id in rows.keys.sorted() {
      let name = symbols.names[Int(id)]
      notices.append(
        unknownCode(
          name, near: near.codes(near: name), rows[id] ?? [], column, source, table, plan.language))
    }
  }
  return notices
}

private func unknownCode(
  _ value: String, near: [String], _ rows: [Int], _ column: ColumnPlan, _ source: SourcePlan,
  _ table: Table, _ language: Language
) -> Notice {
  var message =
    if let length = column.length, column.breaksLength(value) {
      language == .vietnamese
        ? "Mã “\(value)” không có đúng \(length) ký tự (\(rows.count) dòng)"
        : "code “\(value)” does not have \(length) characters (\(rows.count) row(s))"
    } else {
      language == .vietnamese
        ? "Mã “\(value)” không có trong danh mục (\(rows.count) dòng)"
        : "code “\(value)” is not in its list (\(rows.count) row(s))"
    }
  if !near.isEmpty {
    message += language == .vietnamese ? "; gần giống: " : "; near: "
    message += near.joined(separator: ", ")
  }
  return Notice(
    .unknownCode, severity: .error,
    key: [("source", source.name), ("column", column.name), ("value", value)], message: message,
    rows: rows.map { table.origin(ofRow: $0) })
}

extension ColumnPlan {
  /// Whether a code as it is kept shows that it breaks `length`; with a map it may be its target.
  fileprivate func breaksLength(_ code: String) -> Bool {
    guard let length, map == nil else { return false }
    return code.count != length && code.count + (dropLeft?.count ?? 0) != length
  }
}

/// The values of a column of codes, each once.
func distinctTexts(_ column: Column) -> Set<String> {
  switch column {
  case .symbols(let symbols):
    // Names of rows that were filtered or rejected stand in the list, but in no row.
    Set(Set(symbols.ids).map { symbols.names[Int($0)] })
  case .texts(let texts):
    Set(
      (0..<texts.count).map {
        String(decoding: texts.bytes[texts.range(ofRow: $0)], as: UTF8.self)
      })
  case .exact, .days: []
  }
}

/// `unique` notices of a source: one for each value of its `unique` columns that stands in several rows.
func repeats(_ plan: Plan, source index: Int, _ table: Table) -> [Notice] {
  let source = plan.sources[index]
  let columns = source.unique.compactMap { table.columns[$0] }
  guard !columns.isEmpty, columns.count == source.unique.count else { return [] }
  let types = source.unique.map { source.columns[$0].type }
  var rowsByKey: [[Value]: [Int]] = [:]
  for row in 0..<table.rowCount {
    let key = zip(columns, types).map { $0.value(ofRow: row, type: $1) }
    // A missing value equals nothing.
    if !key.contains(.missing) { rowsByKey[key, default: []].append(row) }
  }
  return rowsByKey.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }.map { rows in
    let key = source.unique.indices.map { position in
      (
        source.columns[source.unique[position]].name,
        shown(columns[position].value(ofRow: rows[0], type: types[position]), types[position])
      )
    }
    return Notice(
      .unique, severity: .error, key: [("source", source.name)] + key,
      message: plan.language == .vietnamese
        ? "Khoá lặp lại ở \(rows.count) dòng" : "the key stands in \(rows.count) rows",
      rows: rows.map { table.origin(ofRow: $0) })
  }
}

/// A value as keys show it: plain digits, ISO dates.
private func shown(_ value: Value, _ type: ValueType) -> String {
  switch value {
  case .missing: ""
  case .text(let text): text
  case .truth(let truth): truth ? "true" : "false"
  case .exact(let ratio):
    type == .date
      ? Day(number: Int32(truncatingIfNeeded: ratio.numerator)).description
      : String(ratio.rounded(decimals: 0) ?? 0)
  }
}
