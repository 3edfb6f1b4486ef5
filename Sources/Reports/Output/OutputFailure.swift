package import Ledger

/// Why the output folder was not written; what stood there before is untouched.
package struct OutputFailure: Error, Equatable {
  package enum Kind: Sendable, Equatable {
    /// The folder holds other things than a run's output.
    case notOurs
    case cannotCreate
    case cannotWrite
    /// Another run holds it.
    case isHeld
  }
  package var kind: Kind
  package var path: String
  /// `errno`; 0 where the system has nothing to say.
  package var code: CInt

  package init(_ kind: Kind, _ path: String, code: CInt = 0) {
    self.kind = kind
    self.path = path
    self.code = code
  }

  /// The failure in words.
  package var diagnostic: Diagnostic {
    let reason = code == 0 ? "" : ": \(reasonText(code))"
    return switch kind {
    case .notOurs:
      Diagnostic(
        code: "output-not-ours", "\(path) is not empty and was not written by doichieu",
        vietnamese: "\(path) không rỗng và không phải do doichieu ghi ra",
        help: "--output DIR")
    case .cannotCreate:
      Diagnostic(
        code: "output-not-created", "cannot create the output folder \(path)\(reason)",
        vietnamese: "không tạo được thư mục kết quả \(path)\(reason)")
    case .cannotWrite:
      Diagnostic(
        code: "output-not-written", "cannot write \(path)\(reason)",
        vietnamese: "không ghi được \(path)\(reason)")
    case .isHeld:
      Diagnostic(
        code: "output-held", "another run is writing \(path)",
        vietnamese: "một lần chạy khác đang ghi \(path)")
    }
  }
}
