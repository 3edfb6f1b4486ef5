import Ledger

/// The cells of a reference file under some headings, row by row; nil for an empty cell.
func referenceCells(
  _ path: String, headings: [String], _ folder: String
) throws(NeededFileFailure) -> [[String?]] {
  var source = SourcePlan(name: path, title: path, files: [])
  for heading in headings {
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
    return cells(chunk, layout)
  } catch {
    throw NeededFileFailure(path: path, vietnamese: error.vietnamese, english: error.english)
  }
}

private func cells(_ chunk: ParsedChunk, _ layout: Layout) -> [[String?]] {
  let order = layout.columns.indices.sorted {
    layout.columns[$0].column < layout.columns[$1].column
  }
  return (0..<chunk.rowCount).map { row in
    order.map { index in
      guard case .text(let text) = chunk.columns[index].value(ofRow: row, type: .text) else {
        return nil
      }
      return text
    }
  }
}
