import Expressions
import Ledger

// What is told about the files and rows of a source.
extension SourceReader {
  func noteMissing(_ wanted: String, _ intake: inout Intake) {
    if source.isRequired { intake.isIncomplete = true }
    intake.brokenSources.insert(index)
    intake.notices.append(
      Notice(
        .missingFile, severity: source.isRequired ? .error : .warning,
        key: [("source", source.name), ("file", wanted)],
        message: plan.language == .vietnamese
          ? "Không có tệp nào khớp “\(wanted)”" : "no file fits “\(wanted)”"))
  }

  func reject(_ reject: ChunkReject, _ place: RowPlace, _ layout: Layout) -> Reject {
    let column = reject.column.map { layout.columns[$0] }
    return Reject(
      source: index, file: place.file, entry: place.entry, line: reject.line,
      column: column.map { $0.field + 1 } ?? 0, header: column?.heading ?? "", raw: reject.raw,
      reason: reject.reason)
  }

  func unreadable(
    _ place: RowPlace, _ error: Unreadable, _ intake: inout Intake
  ) -> Notice {
    if source.isRequired { intake.isIncomplete = true }
    intake.brokenSources.insert(index)
    return Notice(
      .unreadableFile, severity: .error, key: key(of: place),
      message: error.message(in: plan.language, file: place.path))
  }

  func duplicateFile(_ place: RowPlace, of twin: String) -> Notice {
    Notice(
      .duplicateFile, severity: .warning, key: key(of: place),
      message: plan.language == .vietnamese
        ? "Nội dung giống hệt “\(twin)”; chỉ đọc một lần"
        : "the same bytes as “\(twin)”; read once")
  }

  /// With `values` only their rows are left out.
  func superseded(_ place: RowPlace, by newer: String, values: [String] = []) -> Notice {
    let some = values.prefix(5).joined(separator: ", ")
    let list = values.count > 5 ? "\(some), +\(values.count - 5)" : some
    let message =
      switch (plan.language, values.isEmpty) {
      case (.vietnamese, true): "Đã có “\(newer)” mới hơn; không đọc"
      case (.vietnamese, false): "Đã có “\(newer)” mới hơn; không lấy các dòng của \(list)"
      case (.english, true): "“\(newer)” is newer; not read"
      case (.english, false): "“\(newer)” is newer; rows of \(list) are left out"
      }
    return Notice(.superseded, severity: .info, key: key(of: place), message: message)
  }

  func totalRow(
    _ mismatch: TotalCheck.Mismatch, _ place: RowPlace, _ layout: Layout
  ) -> Notice {
    let column = source.columns[layout.columns[mismatch.column].column]
    let heading = layout.columns[mismatch.column].heading
    func stored(_ value: Int128) -> Value {
      .exact(Ratio(value, over: powerOfTen(column.type.storedDecimals)))
    }
    let rows = [RowOrigin(file: place.file, entry: place.entry, line: mismatch.line)]
    guard let printed = mismatch.printed.value else {
      return Notice(
        .totalRow, severity: .error, key: key(of: place), field: column.name, type: column.type,
        message: plan.language == .vietnamese
          ? "Không đọc được dòng tổng của cột “\(heading)”: “\(mismatch.printed.raw)”"
          : "the total of column “\(heading)” cannot be read: “\(mismatch.printed.raw)”",
        rows: rows)
    }
    return Notice(
      .totalRow, severity: .error, key: key(of: place), field: column.name,
      left: stored(Int128(printed)), right: stored(mismatch.sum),
      difference: stored(mismatch.sum - Int128(printed)), type: column.type,
      message: message(mismatch, heading), rows: rows)
  }

  private func message(_ mismatch: TotalCheck.Mismatch, _ heading: String) -> String {
    let isVietnamese = plan.language == .vietnamese
    func text(_ lines: ClosedRange<Int>) -> String {
      let (first, last) = (lines.lowerBound, lines.upperBound)
      if first == last { return isVietnamese ? "dòng \(first)" : "line \(first)" }
      return isVietnamese ? "các dòng \(first)–\(last)" : "lines \(first)–\(last)"
    }
    return switch mismatch.fault {
    case .total:
      isVietnamese
        ? "Dòng tổng của cột “\(heading)” không bằng tổng các dòng"
        : "the total of column “\(heading)” is not the sum of its rows"
    case .parts(let lines):
      isVietnamese
        ? "Các phần (\(text(lines))) của dòng \(mismatch.line) lớn hơn dòng ấy ở cột “\(heading)”; chỉ dòng ấy được tính"
        : "the parts (\(text(lines))) of line \(mismatch.line) are more than it in column “\(heading)”; only that line is counted"
    case .named:
      isVietnamese
        ? "Dòng \(mismatch.line) mang tên của dòng tổng mà không bằng tổng các dòng trên; đang tính là dòng số liệu nên số tiền có thể bị tính hai lần. Nếu là dòng tổng, thêm tên ấy vào `totals`; nếu là dòng riêng, khai `parts: rows`"
        : "line \(mismatch.line) is named as a total is and is not the sum of the rows above; counted as a row, so figures may count twice. If it is a total, add its name to `totals`; if it is a row, say `parts: rows`"
    case .doubt(let lines):
      isVietnamese
        ? "Không rõ \(text(lines)) là phần của dòng \(mismatch.line) hay là dòng riêng; đang tính là dòng riêng nên số tiền có thể bị tính hai lần. Nếu là dòng riêng, khai `parts: rows` cho nguồn; phải bỏ thì thêm `where`"
        : "\(text(lines)) may be parts of line \(mismatch.line) or rows of their own; counted as rows, so figures may count twice. If they are rows, say `parts: rows` for the source; to leave them out, add `where`"
    }
  }

  func key(of place: RowPlace) -> [(name: String, value: String)] {
    [("source", source.name), ("file", place.path)]
  }

  /// One notice for each file with rejects; an error where the source has more than it may.
  func judgeRejects(_ intake: inout Intake) {
    var counts: [(place: RowPlace, count: Int, uncompared: [Int])] = []
    var (rejected, read) = (0, 0)
    for file in intake.files where file.source == index {
      for table in file.tables {
        rejected += table.account.rejected
        read += table.account.kept + table.account.filtered + table.account.rejected
        if table.account.rejected > 0 {
          let place = RowPlace(file: file.path, entry: table.entry)
          counts.append((place, table.account.rejected, table.uncomparedTotals))
        }
      }
    }
    let isBeyond =
      switch source.rejectLimit {
      case .count(let limit): rejected > limit
      case .share(let share): Ratio(rejected) > (share.multiplied(by: Ratio(read)) ?? .zero)
      }
    if isBeyond, source.isRequired { intake.isIncomplete = true }
    for (place, count, uncompared) in counts {
      intake.notices.append(
        Notice(
          .rejects, severity: isBeyond ? .error : .warning, key: key(of: place),
          message: rejects(count, uncompared),
          rows: intake.rejects.filter {
            $0.source == index && $0.file == place.file && $0.entry == place.entry
          }
          .map { RowOrigin(file: $0.file, entry: $0.entry, line: $0.line) }))
    }
  }

  /// `uncompared` are lines of total rows in whose sum a rejected row may be missing.
  private func rejects(_ count: Int, _ uncompared: [Int]) -> String {
    let isVietnamese = plan.language == .vietnamese
    let message =
      isVietnamese
      ? "\(count) dòng không đọc được; xem rejects.csv"
      : "\(count) row(s) rejected; see rejects.csv"
    if uncompared.isEmpty { return message }
    let shown = uncompared.prefix(5).map(String.init).joined(separator: ", ")
    let lines = uncompared.count > 5 ? "\(shown), +\(uncompared.count - 5)" : shown
    return message
      + (isVietnamese
        ? "; vì vậy chưa so được dòng tổng ở dòng \(lines)"
        : "; the total row(s) on line \(lines) could not be compared for that")
  }
}
