import Ledger

/// What is said about the cause of a finding of a match, behind what is said about the finding itself.
///
/// `{own}` and `{other}` are the sources of a row that stands alone and of the other side.
enum CauseSentences {
  static let notSent = Sentence(
    vietnamese: "nơi phải gửi chưa gửi gì cho “{other}”",
    english: "who should send it has sent nothing to “{other}”")

  static let unitScale = Sentence(
    vietnamese: "sai đơn vị tính, gấp {factor} lần", english: "wrong unit, a factor of {factor}")

  static let sign = Sentence(vietnamese: "ngược dấu", english: "opposite sign")

  static let transposedDigits = Sentence(
    vietnamese: "hai chữ số liền nhau bị đảo", english: "two neighbouring digits are swapped")

  static let droppedDigit = Sentence(
    vietnamese: "sót một chữ số", english: "one digit is dropped")

  static let rounding = Sentence(
    vietnamese: "làm tròn đến {step}", english: "rounded to {step}")

  static let split = Sentence(
    vietnamese: "một dòng của “{left}” tách thành nhiều dòng của “{right}” cộng lại bằng nó",
    english: "one row of “{left}” is split into several of “{right}” that add up to it")

  static let merged = Sentence(
    vietnamese: "nhiều dòng của “{left}” gộp thành một dòng của “{right}”",
    english: "several rows of “{left}” are merged into one of “{right}”")

  static let duplicatePosting = Sentence(
    vietnamese: "ghi trùng: trong “{own}” có một dòng khác cùng mã, số tiền và ngày",
    english: "posted twice: another row of “{own}” has the same codes, amount and date")

  static let repeatedPosting = Sentence(
    vietnamese: "ghi trùng: các dòng lặp lại giống nhau",
    english: "posted twice: the repeated rows are equal")

  static let reversed = Sentence(
    vietnamese: "đảo bút toán: trong “{own}” có một dòng cùng mã, số tiền ngược dấu",
    english: "reversed: another row of “{own}” has the same codes and the opposite amount")

  static let reversedInSet = Sentence(
    vietnamese: "đảo bút toán: trong các dòng lặp lại có hai số tiền ngược dấu nhau",
    english: "reversed: two of the repeated rows have opposite amounts")

  static let dateShift = Sentence(
    vietnamese: "hai bên ghi ngày khác nhau", english: "the two sides have different dates")

  static let dateShiftOfRows = Sentence(
    vietnamese: "trong “{other}” có một dòng khớp mọi cột so, chỉ khác ngày",
    english: "a row of “{other}” agrees in all that is compared but the date")

  static let miscoded = Sentence(vietnamese: "ghi nhầm mã", english: "miscoded")

  static let miscodedRows = Sentence(
    vietnamese:
      "trong “{other}” có một dòng khớp mọi cột so, chỉ khác {column}: “{left}” ghi {leftCode}, “{right}” ghi {rightCode}",
    english:
      "a row of “{other}” agrees in all that is compared but {column}: “{left}” has {leftCode}, “{right}” has {rightCode}"
  )

  static let mistypedKey = Sentence(
    vietnamese: "gõ nhầm một ký tự", english: "one character is mistyped")

  static let mistypedRows = Sentence(
    vietnamese: "gõ nhầm {column}: “{left}” ghi {leftCode}, “{right}” ghi {rightCode}",
    english: "{column} mistyped: “{left}” has {leftCode}, “{right}” has {rightCode}")

  static let cutOff = Sentence(
    vietnamese: "“{other}” mới có số liệu đến ngày {newest}",
    english: "“{other}” goes no further than {newest}")

  /// What a finding is about, which decides how its cause is told.
  enum Scope: CaseIterable { case pair, row, set }

  /// The sentence of a cause; nil where there is nothing to add.
  static func sentence(of cause: Cause, for scope: Scope) -> Sentence? {
    switch cause {
    case .notSent: notSent
    case .unitScale: unitScale
    case .sign: sign
    case .transposedDigits: transposedDigits
    case .droppedDigit: droppedDigit
    case .rounding: rounding
    case .split: split
    case .merged: merged
    case .duplicatePosting: scope == .set ? repeatedPosting : duplicatePosting
    case .reversed: scope == .set ? reversedInSet : reversed
    case .dateShift: scope == .pair ? dateShift : dateShiftOfRows
    case .miscoded: scope == .pair ? miscoded : miscodedRows
    case .mistypedKey: scope == .pair ? mistypedKey : mistypedRows
    case .cutOff: cutOff
    case .unknown: nil
    }
  }

  /// Every sentence, for the tests.
  static let all = [
    notSent, unitScale, sign, transposedDigits, droppedDigit, rounding, split, merged,
    duplicatePosting, repeatedPosting, reversed, reversedInSet, dateShift, dateShiftOfRows,
    miscoded, miscodedRows, mistypedKey, mistypedRows, cutOff,
  ]
}
