import Ledger

/// The maps of a plan, those in files included.
func readMaps(_ plan: Plan, from folder: String) throws(MapFailure) -> [CodeMap?] {
  var maps: [CodeMap?] = []
  for map in plan.maps {
    switch map.content {
    case .entries(let entries):
      maps.append(try codeMap(entries, plan.abbreviations, path: map.name))
    case .file(let path, let from, let to):
      let entries = try entries(path, from: from, to: to, folder)
      maps.append(try codeMap(entries, plan.abbreviations, path: path))
    }
  }
  return maps
}

private func codeMap(
  _ entries: [MapPlan.Entry], _ abbreviations: Abbreviations, path: String
) throws(MapFailure) -> CodeMap {
  do throws(CodeMap.Collision) {
    return try CodeMap(entries: entries, abbreviations: abbreviations)
  } catch {
    throw MapFailure(
      path: path,
      vietnamese: "“\(error.writing)” dẫn tới hai mã: \(error.first) và \(error.second)",
      english: "“\(error.writing)” leads to two codes: \(error.first) and \(error.second)")
  }
}

/// The writings and targets that a reference file lists.
private func entries(
  _ path: String, from: [String], to: String, _ folder: String
) throws(MapFailure) -> [MapPlan.Entry] {
  var source = SourcePlan(name: path, title: path, files: [])
  for heading in [to] + from {
    var column = ColumnPlan(
      name: heading, origin: .heading([heading]), type: .text, isRequired: false)
    column.isUsed = true
    source.columns.append(column)
  }
  do throws(Unreadable) {
    func open() throws(Unreadable) -> PlainStream {
      try PlainStream(path: folder + "/" + path)
    }
    let decision = EncodingDecision(source, .vietnamese)
    let front = try open().chunk(after: [], upTo: Limits.headByteCount)
    let encoding = try decision.decide(front.bytes, isWhole: front.isLast)
    let stream = TextStream(try open(), encoding, deciding: decision)
    var (bytes, isLast) = try stream.chunk(after: [], upTo: 64 << 20)
    guard isLast else { throw .tooLarge("64 MiB") }
    let head = try readHead(bytes, isWhole: true, source: source)
    let reading = ReadingPlan(
      source: source, currency: .vnd, language: .vietnamese,
      codeRules: source.columns.map { _ in CodeRule(isCode: true) })
    let layout = reading.layout(head, bound: try bind(source, to: head), formats: [:])
    bytes.removeFirst(head.dataOffset)
    var parser = ChunkParser(layout: layout)
    let chunk = parser.parse(&bytes, isLast: true)
    if let reject = chunk.rejects.first {
      throw Unreadable(
        vietnamese: "dòng \(reject.line + head.lineCount + 1): \(reject.raw)",
        english: "line \(reject.line + head.lineCount + 1): \(reject.raw)")
    }
    return entries(chunk, layout)
  } catch {
    throw MapFailure(path: path, vietnamese: error.vietnamese, english: error.english)
  }
}

private func entries(_ chunk: ParsedChunk, _ layout: Layout) -> [MapPlan.Entry] {
  var entries: [MapPlan.Entry] = []
  func cell(_ column: Int, _ row: Int) -> String? {
    guard let index = layout.columns.firstIndex(where: { $0.column == column }),
      case .text(let text) = chunk.columns[index].value(ofRow: row, type: .text)
    else { return nil }
    return text
  }
  for row in 0..<chunk.rowCount {
    guard let target = cell(0, row) else { continue }
    entries.append(MapPlan.Entry(writing: target, target: target))
    for column in layout.columns.map(\.column) where column > 0 {
      if let writing = cell(column, row) {
        entries.append(MapPlan.Entry(writing: writing, target: target))
      }
    }
  }
  return entries
}
