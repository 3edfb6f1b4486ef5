/// discrepancies.csv: one row for each finding.
struct Discrepancies: CSVReport, ~Copyable {
  let fileName = "discrepancies.csv"
  let header = FindingRecord.Field.allCases.map(\.name)
  let rowCount: Int
  private var reader: FindingReader
  private var record = FindingRecord()

  init(_ findings: FindingList) {
    rowCount = findings.count
    reader = FindingReader(findings)
  }

  mutating func appendRow(_ index: Int, to csv: inout CSVText) {
    reader.read(index, into: &record)
    for field in FindingRecord.Field.allCases {
      if record.isNumber(field) {
        csv.number(record.slice(field))
      } else {
        csv.text(record.slice(field))
      }
    }
  }
}
