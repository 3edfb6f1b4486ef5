import Ledger

@testable import Reconcile

/// Two small books of one year and the causes that a run finds in them.
///
/// A row is `number month-day unit project amount`, `-` for an empty number. Both sides also hold a
/// matched row at the end of the year for each unit, so that no other row lies behind what was sent.
struct Books {
  var left: String
  var right: String
  /// Whether rows of other numbers are paired by what they have.
  var pairsWithoutNumbers = true
  /// Whether the rows at the end of the year stand on the right too.
  var rightIsWhole = true

  /// `kind field number cause`, sorted; the number is that of the finding's first row.
  func causes() async throws -> [String] {
    let bench = try await Workbench(rules, files: files)
    return bench.found.findings.compactMap { finding in
      guard let cause = finding.cause else { return nil }
      var field = ""
      let row: (MatchSide, Int)
      switch finding.subject {
      case .pair(_, let comparison, let left, _):
        field = bench.plan.matches[0].comparisons[comparison].field + " "
        row = (.left, left)
      case .unmatched(_, let side, let number): row = (side, number)
      case .set(_, let set):
        let rows = bench.found.matches[0].sets[set]
        row = rows.left.first.map { (.left, $0) } ?? (.right, rows.right[0])
      case .group, .systemic, .check, .notice: return nil
      }
      let source = row.0 == .left ? 2 : 3
      let number = bench.intake.tables[source].columns[0]?.text(ofRow: row.1) ?? ""
      let shown = number.isEmpty ? "-" : number
      return "\(finding.kind.rawValue) \(field)\(shown) \(cause.rawValue)"
    }.sorted()
  }

  /// The same with left and right exchanged.
  var mirrored: Books {
    var books = self
    (books.left, books.right) = (right, left)
    return books
  }

  /// What a finding is when left and right are exchanged.
  static func mirror(_ text: String) -> String {
    let words = [
      "missing-left": "missing-right", "missing-right": "missing-left", "split": "merged",
      "merged": "split",
    ]
    return text.split(separator: " ").map { words[String($0)] ?? String($0) }
      .joined(separator: " ")
  }

  private var files: [String: String] {
    var files = [
      "units.csv": "unit\nU1\nU2\n", "projects.csv": "project\nP1\nP2\n",
      "left.csv": csv(left, ["E1 12-28 U1 P1 777777", "E2 12-28 U2 P1 888888"]),
      "right.csv": csv(right, ["E1 12-28 U1 P1 777777", "E2 12-28 U2 P1 888888"]),
    ]
    if !rightIsWhole { files["right.csv"] = csv(right, []) }
    return files
  }

  private func csv(_ rows: String, _ more: [String]) -> String {
    let lines = (rows.split(separator: "\n").map(String.init) + more).map { row in
      let cells = row.split(separator: " ").map { $0 == "-" ? "" : String($0) }
      return "\(cells[0]),2024-\(cells[1]),\(cells[2]),\(cells[3]),\(cells[4])\n"
    }
    return "voucher,date,unit,project,amount\n" + lines.joined()
  }

  private var rules: String {
    let columns = """
      columns:
            voucher: {header: voucher, type: code}
            date:    {header: date, type: date}
            unit:    {header: unit, type: code, in: units}
            project: {header: project, type: code, in: projects}
            amount:  {header: amount, type: money}
      """
    let second = "- on: [unit, project, amount, date within 3 days]"
    return """
      version: 1
      name: books
      sources:
        units:
          files: units.csv
          columns: {unit: {header: unit, type: code}}
          unique: [unit]
        projects:
          files: projects.csv
          columns: {project: {header: project, type: code}}
          unique: [project]
        left:
          files: left.csv
          \(columns)
        right:
          files: right.csv
          each: units.unit
          \(columns)
      matches:
        books:
          left: left
          right: right
          passes:
            - on: [voucher]
            \(pairsWithoutNumbers ? second : "")
          compare:
            amount: within 5
            date: within 3 days
            unit: equal
            project: equal
      """
  }
}
