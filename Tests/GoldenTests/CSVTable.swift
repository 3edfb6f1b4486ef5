/// A small CSV file as the tests look at it: RFC 4180, headings in the first row.
struct CSVTable {
  var headings: [String]
  var rows: [[String]]

  init(_ text: String) {
    var records: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    var wasQuote = false
    for scalar in text.unicodeScalars where scalar != "\u{FEFF}" {
      if isQuoted, scalar != "\"" {
        cell.unicodeScalars.append(scalar)
        continue
      }
      switch scalar {
      case "\"":
        // A quote right behind a closing one stands for itself.
        if wasQuote { cell.append("\"") }
        wasQuote = isQuoted
        isQuoted.toggle()
        continue
      case ",":
        records[records.count - 1].append(cell)
        cell = ""
      case "\n":
        records[records.count - 1].append(cell)
        cell = ""
        records.append([])
      case "\r": break
      default: cell.unicodeScalars.append(scalar)
      }
      wasQuote = false
    }
    if !cell.isEmpty { records[records.count - 1].append(cell) }
    records.removeAll(where: \.isEmpty)
    headings = records.first ?? []
    rows = Array(records.dropFirst())
  }

  /// The rows as they read in these columns only, cells joined by `|`.
  func lines(_ columns: [String]) -> [String] {
    let places = columns.map { headings.firstIndex(of: $0) }
    return rows.map { row in
      places.map { $0.map { row[$0] } ?? "(no such column)" }.joined(separator: "|")
    }
  }
}
