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

  var source: SourcePlan { plan.sources[index] }

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
    let latest = await latestFiles(chosen)
    var pathOfDigest: [String: String] = [:]
    /// Patterns for entries that an entry of some archive fits.
    var fitted: Set<FilePattern> = []
    for (file, pattern) in chosen {
      if case .superseded(let newer) = latest.fate(of: RowPlace(file: file.path)) {
        intake.notices.append(superseded(RowPlace(file: file.path), by: newer))
        fitted.insert(pattern)
        continue
      }
      var input = InputFile(
        source: index, path: file.path, byteCount: file.byteCount, sha256: "", tables: [])
      // Hashing takes a while and can go beside the reading, unless the file may be another's twin.
      async let hashing = digest(of: file)
      if chosen.contains(where: { $0.0.byteCount == file.byteCount && $0.0 != file }) {
        input.sha256 = await hashing
        let digest = input.sha256 + twinMark(file)
        if let twin = pathOfDigest[digest], !input.sha256.isEmpty {
          intake.notices.append(duplicateFile(file, of: twin))
          intake.duplicates.append(
            DuplicateFile(
              source: index, path: file.path, twin: twin,
              day: shape.dateOfFile(RowPlace(file: file.path))))
          continue
        }
        pathOfDigest[digest] = file.path
      }
      if await read(file, pattern, latest, reader, &input, &builder, &intake) {
        fitted.insert(pattern)
      }
      input.sha256 = await hashing
      intake.files.append(input)
    }
    for pattern in source.files where pattern.entry != nil {
      // Archives were there, but no entry of theirs was the one wanted.
      let isAsked = chosen.contains { $0.1 == pattern }
      if isAsked, !fitted.contains(pattern) { noteMissing(pattern.text, &intake) }
    }
    (intake.tables[index], intake.unknownCodes[index]) = builder.finish()
    if case .value(let column) = source.latest { keepLatest(by: column, in: &intake) }
    judgeRejects(&intake)
  }

  /// Files with the same bytes and other dates are not the same where the date decides.
  private func twinMark(_ file: FoundFile) -> String {
    source.latest == nil ? "" : RowPlace(file: file.path).date?.description ?? ""
  }

  /// What `latest` says of files and entries by their names.
  private func latestFiles(_ chosen: [(FoundFile, FilePattern)]) async -> LatestFiles {
    guard let rule = source.latest else { return LatestFiles() }
    var candidates: [LatestFiles.Candidate] = []
    for (file, pattern) in chosen {
      let place = RowPlace(file: file.path)
      if let date = place.date {
        candidates.append(LatestFiles.Candidate(path: place.path, date: date))
      } else if let tables = try? tables(in: file, pattern) {
        candidates += tables.filter { $0.reasonToSkip == nil }.map {
          LatestFiles.Candidate(path: $0.place.path, date: $0.place.date)
        }
      }
      // One that cannot be opened says so when it is read.
    }
    return await LatestFiles(candidates, newestOnly: rule == .file) { paths in
      let digests = await digests(of: paths, chosen)
      return Set(digests).count == 1 && digests[0] != ""
    }
  }

  /// The SHA-256 of whole files; empty for anything else.
  private func digests(
    of paths: [String], _ chosen: [(FoundFile, FilePattern)]
  ) async -> [String] {
    var digests: [String] = []
    for path in paths {
      guard let (file, _) = chosen.first(where: { $0.0.path == path }) else { return [""] }
      digests.append(await digest(of: file))
    }
    return digests
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

  private func tables(
    in file: FoundFile, _ pattern: FilePattern
  ) throws(Unreadable) -> [FoundTable] {
    try Ingest.tables(
      in: file, below: folder, fitting: pattern, headerRowCountMax: source.headerRowCountMax)
  }

  /// Reads every table of a file; false when an archive has no entry that fits.
  private func read(
    _ file: FoundFile, _ pattern: FilePattern, _ latest: LatestFiles, _ reader: TableReader,
    _ input: inout InputFile, _ builder: inout TableBuilder, _ intake: inout Intake
  ) async -> Bool {
    let found: [FoundTable]
    do throws(Unreadable) {
      if case .refused(let reason) = latest.fate(of: RowPlace(file: file.path)) { throw reason }
      found = try tables(in: file, pattern)
    } catch {
      intake.notices.append(unreadable(RowPlace(file: file.path), error, &intake))
      return true
    }
    for table in found {
      do throws(Unreadable) {
        if let reason = table.reasonToSkip {
          input.skip(table, reason)
          continue
        }
        switch latest.fate(of: table.place) {
        case .read: break
        case .refused(let reason): throw reason
        case .superseded(let newer):
          intake.notices.append(superseded(table.place, by: newer))
          continue
        }
        let read = try await reader.read(table.place, into: &builder, open: table.open)
        input.tables.append(read.table)
        intake.rejects += read.rejects.map { reject($0, table.place, read.layout) }
        intake.notices += read.mismatches.map { totalRow($0, table.place, read.layout) }
      } catch {
        if !table.isPicked, let reason = error.reasonToSkip {
          input.skip(table, reason)
        } else {
          intake.notices.append(unreadable(table.place, error, &intake))
        }
      }
    }
    if !found.isEmpty, input.skippedSheets.count == found.count {
      let error = Unreadable.noSheet(input.skippedSheets)
      intake.notices.append(unreadable(RowPlace(file: file.path), error, &intake))
    }
    return !found.isEmpty
  }
}

extension InputFile {
  fileprivate mutating func skip(_ table: FoundTable, _ reason: SkippedSheet.Reason) {
    skippedSheets.append(SkippedSheet(name: table.place.entry ?? "", reason: reason))
  }
}
