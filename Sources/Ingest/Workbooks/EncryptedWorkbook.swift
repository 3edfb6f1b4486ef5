import Ledger

/// Whether a file of Excel's old container is a workbook of today under a password: the container then
/// holds a stream of that name ([MS-OFFCRYPTO] 2.3.4.1).
func isEncryptedWorkbook(_ stream: any ByteStream) throws(Unreadable) -> Bool {
  let name = "EncryptedPackage".utf8.flatMap { [$0, UInt8(0)] }
  var carried: ArraySlice<UInt8> = []
  for _ in 0..<Limits.oldContainerMiBMax {
    let (bytes, isLast) = try stream.chunk(after: carried, upTo: 1 << 20)
    if contains(bytes, name) { return true }
    if isLast { break }
    carried = bytes.suffix(name.count - 1)
  }
  return false
}

private func contains(_ bytes: [UInt8], _ name: [UInt8]) -> Bool {
  var rest = bytes[...]
  while let first = rest.firstIndex(of: name[0]) {
    rest = rest[first...]
    if rest.starts(with: name) { return true }
    rest = rest.dropFirst()
  }
  return false
}
