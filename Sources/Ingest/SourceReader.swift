import Digest
import Expressions
import Ledger

/// Reads all files of one source, in order of their paths.
struct SourceReader {
  let plan: Plan
  let index: Int
  let folder: String
  let maps: [CodeMap?]
  let jobs: Int

  private var source: SourcePlan { plan.sources[index] }

  func read(_ found: [FoundFile], into intake: inout Intake) async {
    let chosen = choose(found, &intake)
    let reading = ReadingPlan(
      source: source, currency: plan.currency, language: plan.language,
      codeRules: source.columns.map { column in
        CodeRule(
          isCode: column.type == .code, length: column.length, pads: column.pads,
          dropLeft: column.dropLeft,
          map: column.map.flatMap { maps[$0] })
      })
    let shape = RowShape(
      plan: plan, source: index, codeRules: reading.codeRules, tables: intake.tables)
    let reader = TableReader(plan: reading, shape: shape, jobs: jobs)
    var builder = TableBuilder(source: source)
    var pathOfDigest: [String: String] = [:]
    /// Patterns for entries that an entry of some archive fits.
    var fitted: Set<FilePattern> = []
    for (file, pattern) in chosen {
      var input = InputFile(
        source: index, path: file.path, byteCount: file.byteCount, sha256: "", tables: [])
      // Hashing takes a while and can go beside the reading, unless the file may be another's twin.
      async let hashing = digest(of: file)
      if chosen.contains(where: { $0.0.byteCount == file.byteCount && $0.0 != file }) {
        input.sha256 = await hashing
        if let twin = pathOfDigest[input.sha256], !input.sha256.isEmpty {
          intake.notices.append(duplicateFile(file, of: twin))
          continue
        }
        pathOfDigest[input.sha256] = file.path
      }
      if await read(file, pattern, reader, &input, &builder, &intake) { fitted.insert(pattern) }
      input.sha256 = await hashing
      intake.files.append(input)
    }
    for pattern in source.files where pattern.entry != nil {
      // Archives were there, but no entry of theirs was the one wanted.
      let isAsked = chosen.contains { $0.1 == pattern }
      if isAsked, !fitted.contains(pattern) { noteMissing(pattern.text, &intake) }
    }
    (intake.tables[index], intake.unknownCodes[index]) = builder.finish()
    judgeRejects(&intake)
  }

  /// The SHA-256 of a file; empty when it cannot be read, which its reading will say.
  @concurrent
  private func digest(of file: FoundFile) async -> String {
    (try? hexadecimal(sha256(ofFile: folder + "/" + file.path))) ?? ""
  }

  /// The files that fit a pattern, each once, with the pattern that took it.
  private func choose(_ found: [FoundFile], _ intake: inout Intake) -> [(FoundFile, FilePattern)] {
    var chosen: [(FoundFile, FilePattern)] = []
    for file in found {
      if let pattern = source.files.first(where: { matches(path: file.path, glob: $0.path) }) {
        chosen.append((file, pattern))
      }
    }
    if chosen.isEmpty { noteMissing(source.files.map(\.text).joined(separator: ", "), &intake) }
    return chosen
  }

  private func noteMissing(_ wanted: String, _ intake: inout Intake) {
    if source.isRequired { intake.isIncomplete = true }
    intake.brokenSources.insert(index)
    intake.notices.append(
      Notice(
        .missingFile, severity: source.isRequired ? .error : .warning,
        key: [("source", source.name), ("file", wanted)],
        message: plan.language == .vietnamese
          ? "Không có tệp nào khớp “\(wanted)”" : "no file fits “\(wanted)”"))
  }

  /// Reads every table of a file; false when an archive has no entry that fits.
  private func read(
    _ file: FoundFile, _ pattern: FilePattern, _ reader: TableReader, _ input: inout InputFile,
    _ builder: inout TableBuilder, _ intake: inout Intake
  ) async -> Bool {
    let path = folder + "/" + file.path
    do throws(Unreadable) {
      if file.byteCount == 0 { throw .empty }
      switch try container(ofFile: path) {
      case .plain:
        await read(RowPlace(file: file.path), reader, &input, &builder, &intake) {
          () throws(Unreadable) in try PlainStream(path: path)
        }
      case .gzip:
        await read(RowPlace(file: file.path), reader, &input, &builder, &intake) {
          () throws(Unreadable) in try GzipStream(path: path)
        }
      case .zip:
        let archive = try ZipArchive(path: path)
        let entries = try archive.tables(fitting: pattern.entry)
        if entries.isEmpty {
          guard pattern.entry != nil else { throw .noTable }
          return false
        }
        for entry in entries {
          await read(
            RowPlace(file: file.path, entry: entry.name), reader, &input, &builder, &intake
          ) { () throws(Unreadable) in try ZipEntryStream(entry, of: archive) }
        }
      }
    } catch {
      intake.notices.append(unreadable(RowPlace(file: file.path), error, &intake))
    }
    return true
  }

  private func read(
    _ place: RowPlace, _ reader: TableReader, _ input: inout InputFile,
    _ builder: inout TableBuilder, _ intake: inout Intake,
    open: () throws(Unreadable) -> any ByteStream
  ) async {
    do throws(Unreadable) {
      let read = try await reader.read(place, into: &builder, open: open)
      input.tables.append(read.table)
      intake.rejects += read.rejects.map { reject($0, place, read.layout) }
      intake.notices += read.mismatches.map { totalRow($0, place, read.layout) }
    } catch {
      intake.notices.append(unreadable(place, error, &intake))
    }
  }

  private func reject(_ reject: ChunkReject, _ place: RowPlace, _ layout: Layout) -> Reject {
    let column = reject.column.map { layout.columns[$0] }
    return Reject(
      source: index, file: place.file, entry: place.entry, line: reject.line,
      column: column.map { $0.field + 1 } ?? 0, header: column?.heading ?? "", raw: reject.raw,
      reason: reject.reason)
  }

  private func unreadable(
    _ place: RowPlace, _ error: Unreadable, _ intake: inout Intake
  ) -> Notice {
    if source.isRequired { intake.isIncomplete = true }
    intake.brokenSources.insert(index)
    return Notice(
      .unreadableFile, severity: .error, key: key(of: place),
      message: error.message(in: plan.language, file: path(of: place)))
  }

  private func duplicateFile(_ file: FoundFile, of twin: String) -> Notice {
    Notice(
      .duplicateFile, severity: .warning, key: key(of: RowPlace(file: file.path)),
      message: plan.language == .vietnamese
        ? "Nội dung giống hệt “\(twin)”; chỉ đọc một lần"
        : "the same bytes as “\(twin)”; read once")
  }

  private func totalRow(
    _ mismatch: TotalCheck.Mismatch, _ place: RowPlace, _ layout: Layout
  ) -> Notice {
    let column = source.columns[layout.columns[mismatch.column].column]
    let heading = layout.columns[mismatch.column].heading
    func stored(_ value: Int128) -> Value {
      .exact(Ratio(value, over: powerOfTen(column.type.storedDecimals)))
    }
    return Notice(
      .totalRow, severity: .error, key: key(of: place), field: column.name,
      left: stored(Int128(mismatch.printed)), right: stored(mismatch.sum),
      difference: stored(mismatch.sum - Int128(mismatch.printed)), type: column.type,
      message: plan.language == .vietnamese
        ? "Dòng tổng của cột “\(heading)” không bằng tổng các dòng"
        : "the total of column “\(heading)” is not the sum of its rows",
      rows: [RowOrigin(file: place.file, entry: place.entry, line: mismatch.line)])
  }

  private func key(of place: RowPlace) -> [(name: String, value: String)] {
    [("source", source.name), ("file", path(of: place))]
  }

  private func path(of place: RowPlace) -> String {
    place.entry.map { place.file + "//" + $0 } ?? place.file
  }

  /// One notice for each file with rejects; an error where the source has more than it may.
  private func judgeRejects(_ intake: inout Intake) {
    var counts: [(place: RowPlace, count: Int)] = []
    var (rejected, read) = (0, 0)
    for file in intake.files where file.source == index {
      for table in file.tables {
        rejected += table.account.rejected
        read += table.account.kept + table.account.filtered + table.account.rejected
        if table.account.rejected > 0 {
          counts.append((RowPlace(file: file.path, entry: table.entry), table.account.rejected))
        }
      }
    }
    let isBeyond =
      switch source.rejectLimit {
      case .count(let limit): rejected > limit
      case .share(let share): Ratio(rejected) > (share.multiplied(by: Ratio(read)) ?? .zero)
      }
    if isBeyond, source.isRequired { intake.isIncomplete = true }
    for (place, count) in counts {
      intake.notices.append(
        Notice(
          .rejects, severity: isBeyond ? .error : .warning, key: key(of: place),
          message: plan.language == .vietnamese
            ? "\(count) dòng không đọc được; xem rejects.csv"
            : "\(count) row(s) rejected; see rejects.csv",
          rows: intake.rejects.filter {
            $0.source == index && $0.file == place.file && $0.entry == place.entry
          }
          .map { RowOrigin(file: $0.file, entry: $0.entry, line: $0.line) }))
    }
  }
}
