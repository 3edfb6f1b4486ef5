internal import Ledger

// What can be wrong with limits.
extension Diagnostic {
  static func limitUnknown(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "limit-unknown", "--limit \(name): there is no limit `\(name)`",
      vietnamese: "--limit \(name): không có giới hạn `\(name)`",
      help: alternatives(to: name, among: Limit.allCases.map(\.rawValue)))
  }

  static func limitValue(_ value: String, of limit: Limit) -> Diagnostic {
    Diagnostic(
      code: "limit-value",
      "--limit \(limit.rawValue)=\(value): `\(value)` is not \(limit.expected.english)",
      vietnamese:
        "--limit \(limit.rawValue)=\(value): `\(value)` không phải \(limit.expected.vietnamese)")
  }
}

extension Limit {
  /// What it may be set to.
  var expected: Wording {
    let (least, most) = (text(of: range.lowerBound), text(of: range.upperBound))
    return countsBytes
      ? (
        "a number of bytes from \(least) to \(most), such as 64 MiB",
        "số byte từ \(least) đến \(most), ví dụ 64 MiB"
      )
      : ("a whole number from \(least) to \(most)", "số nguyên từ \(least) đến \(most)")
  }
}
