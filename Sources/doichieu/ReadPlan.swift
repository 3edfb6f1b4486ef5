import Glibc
import Ledger
import Rules

/// The plan of a rule file, with the options that change it; its warnings are told.
func readPlan(_ job: Job, _ terminal: Terminal) throws(Failure) -> Plan {
  let reading = readRules(path: job.rules, overrides: job.overrides, readFile: fileBytes)
  let declared = try wholePlan(reading)
  terminal.tell(reading.diagnostics)
  var plan = try wholePlan(declared.limited(by: job.limits))
  if let language = job.language { plan.language = language }
  if job.only.isEmpty { return plan }
  return try wholePlan(plan.keeping(only: job.only))
}

/// The plan that a reading gives, or why there is none.
func wholePlan(_ reading: RuleReading) throws(Failure) -> Plan {
  guard let plan = reading.plan else {
    throw Failure(reading.diagnostics) ?? Failure(.internalError, reading.diagnostics)
  }
  return plan
}

extension ReadingOptions {
  /// The bounds that `--limit` gives, where no rule file says any.
  var changedLimits: Limits {
    get throws(Failure) {
      let plan = Plan(name: "", title: "", currency: .vnd, language: .vietnamese)
      return try wholePlan(plan.limited(by: limits.map { ($0.name, $0.value) })).limits
    }
  }
}

/// Refuses a folder that is not there before anything is done.
func requireFolder(_ path: String) throws(Failure) {
  var status = stat()
  let code = unsafe stat(path, &status) == 0 ? 0 : errno
  guard code == 0, status.st_mode & S_IFMT == S_IFDIR else {
    let reason = code == 0 ? ENOTDIR : code
    throw Failure(
      .noInput,
      [
        Diagnostic(
          code: "input-not-found", "the input folder \(path) cannot be read: \(systemText(reason))",
          vietnamese: "không đọc được thư mục đầu vào \(path): \(systemText(reason))",
          help: "--input DIR")
      ])
  }
}

/// The bytes of a file; nil where it cannot be read.
func fileBytes(_ path: String) -> [UInt8]? {
  let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var bytes: [UInt8] = []
  var piece = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = unsafe piece.withUnsafeMutableBytes {
      unsafe read(file, $0.baseAddress, $0.count)
    }
    if count == 0 { return bytes }
    if count > 0 { bytes += piece[..<count] } else if errno != EINTR { return nil }
  }
}

private func systemText(_ code: CInt) -> String {
  guard let text = unsafe strerror(code) else { return "errno \(code)" }
  return unsafe String(cString: text)
}
