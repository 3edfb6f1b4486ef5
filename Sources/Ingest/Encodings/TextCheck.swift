import Ledger

/// How far bytes are UTF-8.
struct UTF8Check {
  /// Bytes that are not ASCII.
  private(set) var highByteCount = 0
  /// Bytes that belong to no character.
  private(set) var damagedByteCount = 0
  /// Offset of the first of them.
  private(set) var firstDamage: Int?

  /// Checks bytes that end inside a character only where there is more behind them.
  init(_ bytes: [UInt8], isWhole: Bool) {
    highByteCount = bytes.count { $0 >= 0x80 }
    var position = 0
    while position < bytes.count {
      do throws(UTF8.ValidationError) {
        _ = try UTF8Span(validating: bytes.span.extracting(position...))
        return
      } catch {
        let damage = error.byteOffsets
        let end = position + damage.upperBound
        if error.kind == .truncatedScalar, end == bytes.count, !isWhole { return }
        firstDamage = firstDamage ?? position + damage.lowerBound
        damagedByteCount += damage.count
        position = end
      }
    }
  }

  /// Checks as much of the front of a file as decides about it.
  init(front: [UInt8], isWhole: Bool) {
    let count = min(front.count, Limits.headByteCount)
    self.init(Array(front[..<count]), isWhole: isWhole && count == front.count)
  }

  /// Damage is so rare that no other encoding can have made it.
  var isMostlyUTF8: Bool { damagedByteCount <= highByteCount / 4 }
}

/// The front of the file must be UTF-8 without NUL bytes.
func checkText(_ front: [UInt8], isWhole: Bool) throws(Unreadable) {
  try checkNoZero(front)
  if let damage = UTF8Check(front: front, isWhole: isWhole).firstDamage {
    throw .notUTF8(line: lineNumber(front[...], at: damage))
  }
}

/// The front of a file in which every character is a byte or several holds no NUL.
func checkNoZero(_ front: [UInt8]) throws(Unreadable) {
  let head = front.prefix(Limits.headByteCount)
  if let zero = head.firstIndex(of: 0) { throw .nul(line: lineNumber(head, at: zero)) }
}

private func lineNumber(_ bytes: ArraySlice<UInt8>, at offset: Int) -> Int {
  bytes[..<offset].count { $0 == 0x0A } + 1
}
