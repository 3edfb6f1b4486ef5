/// What is said about a finding of a match; one sentence for each kind.
enum FindingSentences {
  static let missingRight = Sentence(
    vietnamese: "Có trong “{left}”, không có trong “{right}”[: {amount}]",
    english: "In “{left}”, not in “{right}”[: {amount}]")

  static let missingLeft = Sentence(
    vietnamese: "Có trong “{right}”, không có trong “{left}”[: {amount}]",
    english: "In “{right}”, not in “{left}”[: {amount}]")

  static let pendingRight = Sentence(
    vietnamese:
      "Mới {age} {days}, đủ {limit} {days} mới tính: có trong “{left}”, chưa có trong “{right}”[: {amount}]",
    english:
      "Pending, {age} of {limit} {days} old: in “{left}”, not yet in “{right}”[: {amount}]")

  static let pendingLeft = Sentence(
    vietnamese:
      "Mới {age} {days}, đủ {limit} {days} mới tính: có trong “{right}”, chưa có trong “{left}”[: {amount}]",
    english:
      "Pending, {age} of {limit} {days} old: in “{right}”, not yet in “{left}”[: {amount}]")

  static let differs = Sentence(
    vietnamese:
      "{field}: “{left}” ghi {leftValue}, “{right}” ghi {rightValue}[, lệch {difference}]",
    english:
      "{field}: “{left}” has {leftValue}, “{right}” has {rightValue}[, difference {difference}]")

  static let differsInSum = Sentence(
    vietnamese:
      "{field}: {leftRows} trong “{left}” cộng {leftValue}, "
      + "{rightRows} trong “{right}” cộng {rightValue}, lệch {difference}",
    english:
      "{field}: {leftRows} in “{left}” adding up to {leftValue}, "
      + "{rightRows} in “{right}” adding up to {rightValue}, difference {difference}")

  static let duplicate = Sentence(
    vietnamese:
      "Khoá lặp lại: {leftRows} trong “{left}”[ cộng {leftValue}], "
      + "{rightRows} trong “{right}”[ cộng {rightValue}]",
    english:
      "Repeated key: {leftRows} in “{left}”[ adding up to {leftValue}], "
      + "{rightRows} in “{right}”[ adding up to {rightValue}]")

  static let ambiguous = Sentence(
    vietnamese:
      "Nhiều cách ghép ngang nhau nên không chọn: {leftRows} trong “{left}”[ cộng {leftValue}], "
      + "{rightRows} trong “{right}”[ cộng {rightValue}]",
    english:
      "Several equally good pairings, none chosen: {leftRows} in “{left}”[ adding up to {leftValue}], "
      + "{rightRows} in “{right}”[ adding up to {rightValue}]")

  static let givenUp = Sentence(
    vietnamese:
      "Chưa tìm hết các cách cộng (quá giới hạn {steps} bước) nên không chọn: "
      + "{leftRows} trong “{left}”[ cộng {leftValue}], {rightRows} trong “{right}”[ cộng {rightValue}]",
    english:
      "Gave up looking for sums beyond {steps} steps, none chosen: "
      + "{leftRows} in “{left}”[ adding up to {leftValue}], "
      + "{rightRows} in “{right}”[ adding up to {rightValue}]")

  static let systemic = Sentence(
    vietnamese:
      "Cùng một nguyên nhân: {concerned} phát hiện trên {whole} của {scope}[, cộng lệch {difference}]",
    english:
      "One cause: {concerned} findings among {whole} of {scope}[, differing by {difference} altogether]"
  )

  /// Every sentence, for the tests.
  static let all = [
    missingRight, missingLeft, pendingRight, pendingLeft, differs, differsInSum, duplicate,
    ambiguous, givenUp, systemic,
  ]
}
