/// discrepancies.csv: one row for each finding.
struct Discrepancies: CSVReport {
  let fileName = "discrepancies.csv"
  let header = FindingRecord.Field.allCases.map(\.name)
  private let findings: FindingList

  init(_ findings: FindingList) { self.findings = findings }

  var rowCount: Int { findings.count }

  func append(_ rows: Range<Int>, to csv: inout CSVText) {
    var reader = FindingReader(findings)
    var record = FindingRecord()
    for index in rows {
      reader.read(index, into: &record)
      for field in FindingRecord.Field.allCases {
        if record.isNumber(field) {
          csv.number(record.slice(field))
        } else {
          csv.text(record.slice(field))
        }
      }
      csv.endRow()
    }
  }
}
