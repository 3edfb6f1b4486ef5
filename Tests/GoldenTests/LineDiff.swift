/// What differs between two texts, line by line: `-` expected, `+` found, a few common lines around.
func lineDifference(expected: String, found: String) -> String {
  let (old, new) = (lines(of: expected), lines(of: found))
  let head = zip(old, new).prefix { $0 == $1 }.count
  let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed())
    .prefix { $0 == $1 }.count
  let before = old[max(0, head - 2)..<head].map { "  " + $0 }
  let after = old.suffix(tail).prefix(2).map { "  " + $0 }
  let removed = old[head..<(old.count - tail)].map { "- " + $0 }
  let added = new[head..<(new.count - tail)].map { "+ " + $0 }
  return (["line \(head + 1):"] + before + shortened(removed) + shortened(added) + after)
    .joined(separator: "\n")
}

/// Lines end at a line feed; to `Character` CRLF is one that is no line feed.
private func lines(of text: String) -> [String] {
  text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    .map { visible(Substring($0)) }
}

private func shortened(_ lines: [String]) -> [String] {
  lines.count <= 30 ? lines : lines.prefix(30) + ["  (and \(lines.count - 30) more)"]
}

/// Control characters, which a terminal would run or hide, as `<0D>`.
private func visible(_ line: some StringProtocol) -> String {
  var shown = ""
  for scalar in line.unicodeScalars {
    if scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0xFEFF {
      shown += "<\(String(scalar.value, radix: 16, uppercase: true))>"
    } else {
      shown.unicodeScalars.append(scalar)
    }
  }
  return shown
}
