/// discrepancies.csv: one row for each finding; for-OWNER.csv: one for each of an owner.
struct Discrepancies: CSVReport {
  static let name = "discrepancies.csv"
  let fileName: String
  let header: [String]
  private let fields = FindingRecord.Field.allCases
  private let findings: FindingList
  /// Places in the list; nil for all of them.
  private let places: [Int32]?

  init(_ findings: FindingList, fileName: String = name, only places: [Int32]? = nil) {
    self.findings = findings
    self.fileName = fileName
    self.places = places
    header = fields.map(\.name)
  }

  var rowCount: Int { places?.count ?? findings.count }

  func append(_ rows: Range<Int>, to csv: inout CSVText) {
    var reader = FindingReader(findings)
    var record = FindingRecord()
    for index in rows {
      reader.read(places.map { Int($0[index]) } ?? index, into: &record)
      for field in fields {
        if let type = record.type(of: field) {
          csv.number(record.slice(field), type)
        } else {
          csv.text(record.slice(field))
        }
      }
      csv.endRow()
    }
  }
}
