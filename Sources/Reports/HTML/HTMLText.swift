extension HTML {
  /// UTF-8 bytes of a whole document.
  var document: [UInt8] {
    var bytes = Array("<!DOCTYPE html>".utf8)
    append(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  func append(to bytes: inout [UInt8]) {
    switch self {
    case .text(let text): bytes.append(escaped: text)
    case .style(let sheet):
      precondition(!sheet.contains("<"), "a style sheet does not end its element")
      bytes.append(text: "\n<style>\n")
      bytes.append(text: sheet)
      bytes.append(text: "</style>")
    case .group(let parts): for part in parts { part.append(to: &bytes) }
    case .element(let tag, let attributes, let children):
      if tag.beginsLine { bytes.append(UInt8(ascii: "\n")) }
      bytes.append(UInt8(ascii: "<"))
      bytes.append(text: tag.name)
      for attribute in attributes {
        bytes.append(UInt8(ascii: " "))
        bytes.append(text: attribute.name.rawValue)
        bytes.append(text: "=\"")
        bytes.append(escaped: attribute.value)
        bytes.append(UInt8(ascii: "\""))
      }
      bytes.append(UInt8(ascii: ">"))
      if tag.isVoid { return }
      for child in children { child.append(to: &bytes) }
      bytes.append(text: "</")
      bytes.append(text: tag.name)
      bytes.append(UInt8(ascii: ">"))
    }
  }
}

extension [UInt8] {
  /// Appends text that means nothing to a browser but itself.
  fileprivate mutating func append(escaped text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": append(text: "&amp;")
      case "<": append(text: "&lt;")
      case ">": append(text: "&gt;")
      case "\"": append(text: "&quot;")
      case "'": append(text: "&#39;")
      case "\n", "\t", "\r", "\u{2028}", "\u{2029}": append(UInt8(ascii: " "))
      default: append(contentsOf: UTF8.encode(isHarmless(scalar) ? scalar : "\u{FFFD}") ?? .init())
      }
    }
  }
}

/// Whether a character only stands where it is written: controls do more, those of writing direction can
/// turn a number or a name around, and those without width make two names look the same.
private func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false
  case 0x200B, 0x2060...0x2064, 0xFEFF, 0xFDD0...0xFDEF, 0xE0000...0xE007F: false
  default: scalar.value & 0xFFFE != 0xFFFE
  }
}
