import Ingest
import Ledger
import Rules

/// Reads the bytes as a source does and as `inspect` does.
///
/// Every record has one outcome; two workers read what one reads; the front door never traps.
func faultOfFile(_ bytes: [UInt8], reading encoding: String, in folder: Scratch) async -> String? {
  guard let plan = plans[encoding] else { return "no plan for \(encoding)" }
  guard folder.write(bytes) else { return "cannot write" }
  guard let intake = await read(plan, folder, jobs: 1) else { return "ingest failed" }
  if let fault = faultOfAccount(intake) { return fault }
  // Not every time: it takes as long again.
  if bytes.count % 4 == 0 {
    guard let again = await read(plan, folder, jobs: 2) else { return "ingest failed" }
    if outcome(of: again) != outcome(of: intake) { return "two workers read otherwise" }
  }
  if bytes.count % 4 == 1 {
    _ = try? await inspect(
      "\(folder.path)/\(Scratch.fileName)", language: .vietnamese, limits: narrow,
      passwordFile: nil, jobs: 1)
  }
  return nil
}

/// Bounds that keep one input short.
private let narrow = {
  var limits = Limits()
  limits[.entryBytes] = 8 << 20
  limits[.archiveBytes] = 16 << 20
  limits[.nestedBytes] = 8 << 20
  return limits
}()

private func read(_ plan: Plan, _ folder: Scratch, jobs: Int) async -> Intake? {
  try? await ingest(plan, from: folder.path, excluding: nil, jobs: jobs)
}

private func faultOfAccount(_ intake: Intake) -> String? {
  var kept = 0
  for table in intake.files.flatMap(\.tables) {
    if !table.account.isBalanced { return "the row account does not add up: \(table.account)" }
    kept += table.account.kept
  }
  let rows = intake.tables[0].rowCount
  if rows != kept { return "\(kept) rows are kept, the table has \(rows)" }
  let rejected = intake.files.flatMap(\.tables).reduce(0) { $0 + $1.account.rejected }
  if Set(intake.rejects.map(Place.init)).count != rejected {
    return "\(rejected) rows are rejected, \(intake.rejects.count) are listed"
  }
  return nil
}

/// Where a rejected row stands.
private struct Place: Hashable {
  var entry: String?
  var line: Int

  init(_ reject: Reject) {
    entry = reject.entry
    line = reject.line
  }
}

/// What must not depend on the number of workers.
private struct ReadingOutcome: Equatable {
  var accounts: [TableAccount]
  var rejects: [Reject]
  var noticeCount: Int
}

private func outcome(of intake: Intake) -> ReadingOutcome {
  ReadingOutcome(
    accounts: intake.files.flatMap(\.tables).map(\.account), rejects: intake.rejects,
    noticeCount: intake.notices.count)
}

/// A plan for each encoding.
private let plans: [String: Plan] = {
  let encodings = ["auto", "utf-8", "utf-16", "windows-1258", "windows-1252", "tcvn3", "vni"]
  var plans: [String: Plan] = [:]
  for encoding in encodings {
    let reading = readRules(path: "fuzz.yaml", overrides: []) { _ in
      Array(ruleFile(encoding: encoding).utf8)
    }
    plans[encoding] = reading.plan
    plans[encoding]?.limits = narrow
  }
  return plans
}()

private func ruleFile(encoding: String) -> String {
  """
  version: 1
  name: fuzz
  maps:
    capital:
      DTPT: [Vốn đầu tư, ĐTPT]
      SN: [Vốn sự nghiệp]
  sources:
    s:
      files: \(Scratch.fileName)
      encoding: \(encoding)
      rejects: 100%
      columns:
        code: {header: [Mã, Số CT, Mã đơn vị, Số chứng từ, Mã ĐVQHNS], type: code, length: 7, required: false}
        capital: {header: [Loại vốn, Vốn, Nguồn], type: code, map: capital, required: false}
        date: {header: [Ngày, Ngày hạch toán, Ngày chứng từ], type: date, required: false}
        amount: {header: [Số tiền, Kế hoạch, Giải ngân, Giá trị], type: money, unit: from file, required: false}
        rate: {header: [Tỷ lệ, Tỷ lệ (%)], type: rate, required: false}
        count: {header: [Số lượng, STT], type: integer, required: false}
        name: {header: [Tên, Nội dung, Đơn vị, Ghi chú], type: text, required: false}
        part: {value: "left(code, 3)", type: code, required: false}
      where: amount is missing or amount <> 1
      unique: [code, date, amount]
  checks:
    c:
      on: s
      when: rate > 1 or count > 1 or name = 'x' or part = 'y' or capital = 'SN' or date > 2024-01-01
  """
}
