import Ledger

/// Rows of a chunk that read well and do not count, by their lines from its start.
struct SetAside: Sendable {
  /// Subtotals of the rows below them.
  var parents: Set<Int> = []
  /// Parts of a row above, in ascending ranges.
  var parts: [Range<Int>] = []

  var isEmpty: Bool { parents.isEmpty && parts.isEmpty }

  func isPart(_ line: Int) -> Bool {
    var (low, high) = (0, parts.count)
    while low < high {
      let middle = (low + high) / 2
      if parts[middle].upperBound <= line { low = middle + 1 } else { high = middle }
    }
    return low < parts.count && parts[low].contains(line)
  }
}

// The outline of a table, and the rows that stand in it instead of data.
extension CellReader {
  /// Takes rows out of the data that stand above or below others.
  mutating func failSetAside(_ records: Records) {
    if setAside.isEmpty { return }
    for (record, line) in records.lines.enumerated()
    where failed[record] == nil
      && (setAside.parents.contains(Int(line)) || setAside.isPart(Int(line)))
    {
      failed[record] = ChunkReject(line: Int(line), raw: "", reason: .empty)
    }
  }

  /// Asks of every failed record whether it is a data row at all.
  mutating func readRoles(_ records: Records, _ bytes: Span<UInt8>) {
    for record in failed.keys.sorted() {
      let cells = (0..<layout.fieldCount).map { field in
        let (start, end) = records.field(field, ofRecord: record, in: bytes)
        return cleaned(shownText(bytes, start, end))
      }
      failed[record]?.isWords = !cells.contains { $0.contains { $0.isNumber } }
      let line = Int(records.lines[record])
      let role =
        if setAside.isPart(line) {
          layout.roles.roleOfPart(cells)
        } else if setAside.parents.contains(line) {
          layout.roles.roleOfParent(cells)
        } else {
          layout.roles.role(of: cells)
        }
      guard let role else { continue }
      roles[record] = role
      switch role {
      case .section: outsideCount += 1
      case .footer:
        outsideCount += 1
        footerLine = footerLine ?? line
      case .part, .subtotal: totalCount += 1
      }
    }
  }

  /// Notes where the level of the outline changes, and what stands around `Trong đó`.
  mutating func readOutline(_ window: WindowReader, _ bytes: Span<UInt8>) {
    let records = window.records
    guard layout.roles.watchesParts || !window.openings.isEmpty || outline.isBegun else {
      if records.count > 0 {
        let last = records.count - 1
        outline.remember(step(last, self.rowsBefore(record: last), of: records, bytes))
      }
      return
    }
    var openings = window.openings[...]
    var rowsBefore = rowCount
    var plain: Int?
    for record in 0...records.count {
      if record < records.count, openings.isEmpty, let isCoded = outline.isPlainCoded,
        isPlain(record, isCoded: isCoded, of: records, bytes)
      {
        plain = record
        rowsBefore += 1
        continue
      }
      if let last = plain { outline.remember(step(last, rowsBefore - 1, of: records, bytes)) }
      plain = nil
      while let opening = openings.first, opening.record <= record {
        openings.removeFirst()
        outline.add(OutlineStep(line: opening.line, rowsBefore: rowsBefore, role: .opening))
      }
      if record == records.count { break }
      if let step = step(record, rowsBefore, of: records, bytes) { outline.add(step) }
      if failed[record] == nil { rowsBefore += 1 }
    }
  }

  /// Whether a row reads well, has a code or none as the row before, and no mark.
  private func isPlain(
    _ record: Int, isCoded: Bool, of records: Records, _ bytes: Span<UInt8>
  ) -> Bool {
    // Letters and digits, apart from the bytes that begin a dash or a dot of a list, and `Tổng`, `Cộng`, `Lũy kế`.
    let first = bytes[Int(records.starts[record])]
    let isUnmarked =
      first &- 0x30 <= 9
      || first >= 0x41 && first != 0xE2 && !"TtCcLl".utf8.contains(first)
    return layout.roles.outlineField == nil && isUnmarked && first != layout.delimiter
      && layout.roles.lacksCode(record, of: records, bytes) != isCoded
      && (failed.isEmpty || failed[record] == nil)
  }

  /// nil for a record that says nothing about the outline.
  private mutating func step(
    _ record: Int, _ rowsBefore: Int, of records: Records, _ bytes: Span<UInt8>
  ) -> OutlineStep? {
    let mark = layout.roles.mark(record, of: records, bytes)
    let line = Int(records.lines[record])
    guard let reject = failed[record] else {
      let isCoded = !layout.roles.lacksCode(record, of: records, bytes)
      var step = OutlineStep(
        line: line, rowsBefore: rowsBefore, mark: mark, role: .row(isCoded: isCoded))
      step.namesSum = layout.roles.namesSum(record, of: records, bytes)
      return step
    }
    guard let mark, roles[record] != .footer, !setAside.isPart(line) else { return nil }
    var role = OutlineStep.Role.level
    if case .subtotal = roles[record] {
      role = .subtotal(printedSums(of: record, in: records, bytes), reject)
    }
    return OutlineStep(line: line, rowsBefore: rowsBefore, mark: mark, role: role)
  }
}
