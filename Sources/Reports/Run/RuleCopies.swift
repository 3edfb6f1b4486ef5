import Ledger

/// The rule files that were used, as they lie under rules/: to each other as they lay before, so that
/// `include` finds them there too.
struct RuleCopies {
  /// Path below the output folder and bytes, the rule file first.
  let files: [(path: String, bytes: [UInt8])]

  init(_ ruleFiles: [Plan.RuleFile]) {
    let paths = relocated(ruleFiles.map { components(of: $0.path) })
    files = zip(paths, ruleFiles).map { ("rules/" + $0.joined(separator: "/"), $1.bytes) }
  }
}

/// Path components without `.`, and with `..` only in front.
private func components(of path: String) -> [String] {
  var result: [String] = path.hasPrefix("/") ? ["/"] : []
  for part in path.split(separator: "/") where part != "." {
    if part == "..", let last = result.last, last != "..", last != "/" {
      result.removeLast()
    } else {
      result.append(String(part))
    }
  }
  return result
}

/// The paths seen from the deepest folder that holds them all.
private func relocated(_ paths: [[String]]) -> [[String]] {
  // Folders above the working folder are not known by name: it gets one stand-in for each.
  let climbs = paths.map { path in path.prefix { $0 == ".." }.count }
  let depth = climbs.max() ?? 0
  let anchored = zip(paths, climbs).map { path, climb -> [String] in
    if path.first == "/" { return ["absolute"] + Array(path.dropFirst()) }
    return Array(repeating: "folder", count: depth - climb) + Array(path.dropFirst(climb))
  }
  guard let first = anchored.first else { return [] }
  var common = first.count - 1
  for path in anchored {
    common = min(common, path.count - 1, zip(first, path).prefix { $0 == $1 }.count)
  }
  return anchored.map { Array($0.dropFirst(common)) }
}
