internal import Ledger

extension Compiler {
  /// `maps`: other writings of a code, written out or in a file.
  mutating func readMaps(_ entries: [YAMLEntry]) {
    for entry in entries {
      names.maps.append(DeclaredMap(name: entry.name, position: entry.key.position))
      plan.maps.append(MapPlan(name: entry.name, content: content(entry) ?? .entries([])))
    }
  }

  private mutating func content(_ entry: YAMLEntry) -> MapPlan.Content? {
    guard let targets = entries(of: entry.value) else { return nil }
    let isFile = targets.contains { $0.name == "file" && $0.value.scalar != nil }
    return isFile ? fileContent(entry) : .entries(writings(targets))
  }

  private mutating func fileContent(_ entry: YAMLEntry) -> MapPlan.Content? {
    let keys = KeySet(place: .map, known: ["file", "from", "to"])
    guard let mapping = mapping(entry.value, keys) else { return nil }
    for key in keys.known where mapping[key] == nil {
      diagnostics.add(.missingKey(key, in: .map, entry.name, at: entry.key.position))
    }
    let path = text(mapping, "file")
    if let path, let node = mapping["file"] { checkPattern(path, isGlob: false, at: node.position) }
    let from = texts(mapping, "from")
    let to = text(mapping, "to")
    guard let path, let from, let to else { return nil }
    return .file(path: path, from: from, to: to)
  }

  /// The writings of each target. Two targets for one text, folded, are an error: whichever were
  /// taken, half of the rows would be wrong.
  private mutating func writings(_ targets: [YAMLEntry]) -> [MapPlan.Entry] {
    var result: [MapPlan.Entry] = []
    var meanings: [String: String] = [:]
    func meaning(_ text: String) -> String {
      let key = plan.abbreviations.key(of: text)
      return key.isEmpty ? text : key
    }
    for target in targets {
      meanings[meaning(target.name)] = meanings[meaning(target.name)] ?? target.name
    }
    for target in targets {
      if let other = meanings[meaning(target.name)], other != target.name {
        diagnostics.add(.mapCollision(target.name, other, target.name, at: target.key.position))
      }
      let nodes = list(Mapping(position: target.key.position, entries: [target]), target.name) ?? []
      var hasWriting = false
      for node in nodes {
        guard let writing = text(node, of: target.name) else { continue }
        hasWriting = true
        result.append(MapPlan.Entry(writing: writing, target: target.name))
        let other = meanings[meaning(writing)] ?? target.name
        meanings[meaning(writing)] = other
        if other != target.name {
          diagnostics.add(.mapCollision(writing, other, target.name, at: node.position))
        }
      }
      // A target without writings must still be known as one.
      if !hasWriting { result.append(MapPlan.Entry(writing: target.name, target: target.name)) }
    }
    return result
  }

  /// Paths stay under the input folder.
  mutating func checkPattern(_ pattern: String, isGlob: Bool, at position: Position) {
    let parts = pattern.split(separator: "/")
    if pattern.hasPrefix("/") || pattern.hasPrefix("~") {
      diagnostics.add(
        .filePattern(
          pattern,
          because: (
            "is absolute; files lie under --input",
            "là đường dẫn tuyệt đối; tệp phải nằm dưới --input"
          ),
          at: position))
    } else if parts.contains("..") {
      diagnostics.add(
        .filePattern(
          pattern, because: ("leaves the input folder", "đi ra ngoài thư mục đầu vào"), at: position
        ))
    } else if pattern.contains("\\") {
      diagnostics.add(
        .filePattern(
          pattern,
          because: (
            "has `\\`; folders are separated by `/`", "có `\\`; thư mục cách nhau bằng `/`"
          ),
          at: position))
    } else if !isGlob, pattern.contains(where: { "*?[".contains($0) }) {
      diagnostics.add(
        .filePattern(pattern, because: ("must name one file", "phải là đúng một tệp"), at: position)
      )
    } else if let suffix = ((isGlob ? [] : [".xlsx"]) + [".xls", ".ods"]).first(where: {
      pattern.lowercased().hasSuffix($0) || pattern.lowercased().contains($0 + "//")
    }) {
      diagnostics.add(.notBuilt("files: *\(suffix)", at: position))
    } else if parts.isEmpty {
      diagnostics.add(
        .filePattern(pattern, because: ("names no file", "không chỉ tới tệp nào"), at: position))
    }
  }
}
