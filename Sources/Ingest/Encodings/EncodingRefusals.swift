extension Unreadable {
  /// `offset` and `line` are where the byte stands in the file.
  static func notText(
    in encoding: TextEncoding, byte: UInt8, line: Int, offset: Int
  ) -> Unreadable {
    let digits = String(byte, radix: 16, uppercase: true)
    let shown = "0x" + (byte < 16 ? "0" : "") + digits
    return Unreadable(
      vietnamese: "byte \(shown) ở dòng \(line) (vị trí \(offset)) không có trong bảng mã "
        + "\(encoding.name); hãy khai báo đúng encoding: cho nguồn này",
      english: "byte \(shown) in line \(line) (offset \(offset)) is no text in \(encoding.name); "
        + "declare the right encoding: for this source")
  }

  static func undecidableEncoding(_ candidates: [TextEncoding]) -> Unreadable {
    let names = candidates.map(\.name).joined(separator: ", ")
    return Unreadable(
      vietnamese: "không phải UTF-8 và không xác định chắc được bảng mã"
        + (names.isEmpty ? "" : " (có thể là \(names))") + "; hãy khai báo encoding: cho nguồn này",
      english: "not UTF-8, and the encoding cannot be decided with certainty"
        + (names.isEmpty ? "" : " (it may be \(names))") + "; declare encoding: for this source")
  }

  static let notUTF16 = Unreadable(
    vietnamese: "không phải UTF-16 như đã khai báo: không có dấu BOM và không có byte 0 xen kẽ",
    english: "not UTF-16 as declared: neither a byte order mark nor zeros between ASCII")

  static func otherMark(declared encoding: TextEncoding) -> Unreadable {
    Unreadable(
      vietnamese:
        "tệp mở đầu bằng dấu BOM của UTF-8, khác với encoding: \(encoding.name) đã khai báo",
      english: "begins with the byte order mark of UTF-8, against the declared "
        + "encoding: \(encoding.name)")
  }
}
