import Ledger

// What `explain` refuses.
extension Diagnostic {
  static func noPastRun(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "run-not-found", "\(path) cannot be read: there is no run to explain",
      vietnamese: "không đọc được \(path): chưa có lần chạy nào để giải thích",
      help: "--output names the folder that `doichieu run` wrote",
      helpVietnamese: "--output là thư mục mà `doichieu run` đã ghi")
  }

  static func notAPastRun(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "run-not-readable", "\(path) is no record of a run of this version",
      vietnamese: "\(path) không phải là bản ghi lần chạy của phiên bản này",
      help: "run again", helpVietnamese: "hãy chạy lại `doichieu run`")
  }

  static func inputAbsent(_ path: String, in folder: String) -> Diagnostic {
    Diagnostic(
      code: "input-absent", "\(path), which the run read, cannot be read in \(folder)",
      vietnamese: "không đọc được \(path) trong \(folder), tệp mà lần chạy đã đọc",
      help: "--input DIR where the inputs are now",
      helpVietnamese: "--input DIR nếu dữ liệu đã chuyển chỗ")
  }

  static func inputChanged(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "input-changed", "\(path) has changed since the run (another SHA-256)",
      vietnamese: "\(path) đã thay đổi sau lần chạy (SHA-256 khác)",
      help: "run again, or put the file back as it was",
      helpVietnamese: "hãy chạy lại, hoặc đặt lại tệp như cũ")
  }

  static func unknownQuestion(_ question: String, near keys: [String]) -> Diagnostic {
    let list = keys.joined(separator: ", ")
    return Diagnostic(
      code: "explain-unknown",
      "the run knows nothing by “\(question)”"
        + (keys.isEmpty ? "" : "; nearest: \(list)"),
      vietnamese: "lần chạy không có gì tên là “\(question)”"
        + (keys.isEmpty ? "" : "; gần nhất: \(list)"))
  }
}
