import Ledger

/// rejects.csv: one row for each rejected row, by file and line.
struct Rejects: RowByRow {
  let fileName = "rejects.csv"
  let header = ["source", "file", "entry", "line", "column", "header", "raw", "reason"]
  private let rejects: [Reject]
  private let sourceNames: [String]
  private let language: Language

  init(_ facts: RunFacts) {
    rejects = facts.intake.rejects.sorted(by: precedes)
    sourceNames = facts.plan.sources.map(\.name)
    language = facts.plan.language
  }

  var rowCount: Int { rejects.count }

  func appendRow(_ index: Int, to csv: inout CSVText) {
    let reject = rejects[index]
    csv.text(sourceNames[reject.source])
    csv.text(reject.file)
    csv.text(reject.entry ?? "")
    csv.count(reject.line)
    if reject.column > 0 { csv.count(reject.column) } else { csv.text("") }
    csv.text(reject.header)
    csv.text(reject.raw)
    csv.text(wording(of: reject.reason, in: language))
  }
}

private func precedes(_ a: Reject, _ b: Reject) -> Bool {
  if a.file != b.file { return a.file.utf8.lexicographicallyPrecedes(b.file.utf8) }
  let (x, y) = (a.entry ?? "", b.entry ?? "")
  if x != y { return x.utf8.lexicographicallyPrecedes(y.utf8) }
  return (a.line, a.column, a.source) < (b.line, b.column, b.source)
}
