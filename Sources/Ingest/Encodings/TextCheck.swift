/// The front of the file must be UTF-8 without NUL bytes.
func checkText(_ bytes: [UInt8]) throws(Unreadable) {
  let head = bytes.prefix(Limits.headByteCount)
  if let nul = head.firstIndex(of: 0) { throw .nul(line: lineNumber(head, at: nul)) }
  // The head may end inside a character.
  var end = head.endIndex
  while end > head.startIndex, head.endIndex - end < 4, head[end - 1] & 0xC0 == 0x80 { end -= 1 }
  if end > head.startIndex, head.count < bytes.count, head[end - 1] >= 0xC0 { end -= 1 }
  if head.count == bytes.count { end = head.endIndex }
  guard String(validating: head[..<end], as: UTF8.self) == nil else { return }
  var line = 1
  for part in head[..<end].split(separator: 0x0A, omittingEmptySubsequences: false) {
    if String(validating: part, as: UTF8.self) == nil { throw .notUTF8(line: line) }
    line += 1
  }
}

private func lineNumber(_ bytes: ArraySlice<UInt8>, at offset: Int) -> Int {
  bytes[..<offset].count { $0 == 0x0A } + 1
}
