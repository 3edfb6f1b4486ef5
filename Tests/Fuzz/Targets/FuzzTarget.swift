import Ledger

/// A part of the program that takes anything from outside, and what must hold whatever it is given.
enum FuzzTarget: String, CaseIterable, Sendable {
  /// A text file with rows of codes, dates and amounts.
  case csv
  /// The same, declared to be in one of the encodings.
  case encodings
  /// Any bytes, read as an archive where they are one.
  case zip
  /// Parts of a workbook, put into a sound archive.
  case xlsx
  /// A rule file.
  case rules
  /// One expression in an otherwise sound rule file.
  case expressions

  /// What does not hold for this input; nil where everything does. Traps and hangs speak for themselves.
  ///
  /// Works in memory, tens of thousands of inputs a second where it can.
  func fault(of bytes: [UInt8]) -> String? {
    switch self {
    case .csv: faultOfRecords(bytes)
    case .encodings: faultOfDecoding(bytes)
    case .zip, .xlsx: nil
    case .rules: faultOfRules(bytes)
    case .expressions: isExpression(bytes) ? faultOfRules(ruleFile(withExpression: bytes)) : nil
    }
  }

  /// Whether an input is worth the hundredfold time of a file: every archive, one in 64 of the rest.
  func isWorthFile(_ bytes: [UInt8]) -> Bool {
    switch self {
    case .zip, .xlsx: true
    case .csv, .encodings: Ledger.hash(of: bytes.span) % 64 == 0
    case .rules, .expressions: false
    }
  }

  /// What does not hold when the input is a file in `folder`, which is one for this purpose alone.
  func faultAsFile(_ bytes: [UInt8], in folder: Scratch) async -> String? {
    switch self {
    case .csv, .zip: await faultOfFile(bytes, reading: "auto", in: folder)
    case .encodings:
      await faultOfFile(
        Array(bytes.dropFirst()), reading: encoding(bytes.first ?? 0), in: folder)
    case .xlsx: await faultOfFile(workbook(of: bytes), reading: "auto", in: folder)
    case .rules, .expressions: nil
    }
  }

  private func encoding(_ choice: UInt8) -> String {
    let all = ["auto", "utf-8", "utf-16", "windows-1258", "windows-1252", "tcvn3", "vni"]
    return all[Int(choice) % all.count]
  }
}
