/// Whether a path fits a glob: `*` and `?` within a folder, `**` across folders, `[abc]` sets.
///
/// Case matters, as in the file system. Runs in time pattern × path, whatever the pattern.
func matches(path: String, glob: String) -> Bool {
  let pattern = split(glob)
  let parts = split(path)
  // reached[i]: the first i pattern parts fit the path parts so far.
  var reached = Array(repeating: false, count: pattern.count + 1)
  reached[0] = true
  for (index, part) in pattern.enumerated() where part.elementsEqual("**".utf8) && reached[index] {
    reached[index + 1] = true
  }
  for part in parts {
    var next = Array(repeating: false, count: pattern.count + 1)
    for (index, wanted) in pattern.enumerated() {
      if wanted.elementsEqual("**".utf8) {
        next[index + 1] = reached[index + 1] || reached[index] || next[index]
      } else {
        next[index + 1] = reached[index] && fits(part, wanted)
      }
    }
    reached = next
  }
  return reached[pattern.count]
}

private func split(_ path: String) -> [ArraySlice<UInt8>] {
  Array(path.utf8).split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual(".".utf8) }
}

private func fits(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
  let name = Array(name)
  let tokens = tokens(of: Array(pattern))
  var reached = Array(repeating: false, count: tokens.count + 1)
  reached[0] = true
  for (index, token) in tokens.enumerated() where token.isStar && reached[index] {
    reached[index + 1] = true
  }
  for byte in name {
    var next = Array(repeating: false, count: tokens.count + 1)
    for (index, token) in tokens.enumerated() {
      if token.isStar {
        next[index + 1] = reached[index + 1] || reached[index] || next[index]
      } else {
        next[index + 1] = reached[index] && token.accepts(byte)
      }
    }
    reached = next
  }
  return reached[tokens.count]
}

private enum Token {
  case star
  case any
  case byte(UInt8)
  case set([ClosedRange<UInt8>], isNegated: Bool)

  var isStar: Bool { if case .star = self { true } else { false } }

  func accepts(_ byte: UInt8) -> Bool {
    switch self {
    case .star, .any: true
    case .byte(let wanted): byte == wanted
    case .set(let ranges, let isNegated): ranges.contains { $0.contains(byte) } != isNegated
    }
  }
}

private func tokens(of pattern: [UInt8]) -> [Token] {
  var tokens: [Token] = []
  var index = 0
  while index < pattern.count {
    let byte = pattern[index]
    index += 1
    switch byte {
    case UInt8(ascii: "*"): tokens.append(.star)
    case UInt8(ascii: "?"): tokens.append(.any)
    case UInt8(ascii: "["):
      guard let (set, after) = set(in: pattern, from: index) else {
        tokens.append(.byte(byte))
        continue
      }
      tokens.append(set)
      index = after
    default: tokens.append(.byte(byte))
    }
  }
  return tokens
}

private func set(in pattern: [UInt8], from start: Int) -> (Token, Int)? {
  guard let end = pattern[start...].dropFirst().firstIndex(of: UInt8(ascii: "]")) else {
    return nil
  }
  var index = start
  let isNegated = pattern[index] == UInt8(ascii: "!") || pattern[index] == UInt8(ascii: "^")
  if isNegated { index += 1 }
  var ranges: [ClosedRange<UInt8>] = []
  while index < end {
    let low = pattern[index]
    if index + 2 < end, pattern[index + 1] == UInt8(ascii: "-"), pattern[index + 2] >= low {
      ranges.append(low...pattern[index + 2])
      index += 3
    } else {
      ranges.append(low...low)
      index += 1
    }
  }
  return (.set(ranges, isNegated: isNegated), end + 1)
}
