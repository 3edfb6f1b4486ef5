import Digest
import Expressions
import Ledger

/// Reads all files of one source, in order of their paths.
struct SourceReader {
  let plan: Plan
  let index: Int
  let folder: String
  let maps: [CodeMap?]
  let passwords: [[UInt8]]
  let jobs: Int
  let progress: RunProgress

  var source: SourcePlan { plan.sources[index] }

  /// Reads the files that were chosen.
  func read(
    _ chosen: [(file: FoundFile, pattern: FilePattern)], into intake: inout Intake
  ) async {
    if chosen.isEmpty { noteMissing(source.files.map(\.text).joined(separator: ", "), &intake) }
    let tables = tableReader(intake)
    let finder = TableFinder(
      folder: folder, limits: plan.limits, passwords: Passwords(passwords),
      headerRowCountMax: source.headerRowCountMax)
    let latest = await latestFiles(chosen, finder)
    var growth = Growth(builder: TableBuilder(source: source), twins: Twins(finder))
    var pathOfDigest: [String: String] = [:]
    for (file, pattern) in chosen where !progress.isCancelled {
      progress.begin(item: file.path, unitCount: file.byteCount)
      let place = RowPlace(file: file.path)
      if case .superseded(let newer) = latest.fate(of: place) {
        intake.notices.append(superseded(place, by: newer))
        intake.others.append(OtherFile(path: file.path, role: .superseded, sha256: ""))
        growth.fitted.insert(pattern)
        continue
      }
      var input = InputFile(
        source: index, path: file.path, byteCount: file.byteCount, sha256: "", tables: [])
      input.day = place.date
      // Hashing takes a while and can go beside the reading, unless the file may be another's twin.
      async let hashing = digest(of: file)
      if chosen.contains(where: { $0.file.byteCount == file.byteCount && $0.file != file }) {
        input.sha256 = await hashing
        let digest = input.sha256 + twinMark(place)
        if let twin = pathOfDigest[digest], !input.sha256.isEmpty {
          noteDuplicate(place, of: RowPlace(file: twin), tables, &intake)
          intake.others.append(
            OtherFile(path: file.path, role: .duplicate, sha256: input.sha256))
          continue
        }
        pathOfDigest[digest] = file.path
      }
      do throws(Unreadable) {
        if case .refused(let reason) = latest.fate(of: place) { throw reason }
        let contents = try finder.contents(of: file, fitting: pattern)
        if contents.isFitted { growth.fitted.insert(pattern) }
        await read(contents, latest, tables, into: &input, &growth, &intake)
      } catch {
        growth.fitted.insert(pattern)
        intake.notices.append(unreadable(place, error, &intake))
      }
      input.sha256 = await hashing
      intake.files.append(input)
    }
    for pattern in source.files where pattern.entry != nil {
      // Archives were there, but no entry of theirs was the one wanted.
      let isAsked = chosen.contains { $0.pattern == pattern }
      if isAsked, !growth.fitted.contains(pattern) { noteMissing(pattern.text, &intake) }
    }
    (intake.tables[index], intake.unknownCodes[index]) = growth.builder.finish()
    if case .value(let column) = source.latest { keepLatest(by: column, in: &intake) }
    judgeRejects(&intake)
  }

  /// What grows as the files are read.
  private struct Growth {
    var builder: TableBuilder
    var twins: Twins
    /// Patterns for entries that an entry of some archive fits.
    var fitted: Set<FilePattern> = []
  }

  private func tableReader(_ intake: Intake) -> TableReader {
    let reading = ReadingPlan(
      source: source, currency: plan.currency, language: plan.language,
      codeRules: source.columns.map { CodeRule($0, maps) })
    let shape = RowShape(
      plan: plan, source: index, codeRules: reading.codeRules, tables: intake.tables)
    return TableReader(plan: reading, shape: shape, jobs: jobs, progress: progress)
  }

  /// Files with the same bytes and other dates are not the same where the date decides.
  private func twinMark(_ place: RowPlace) -> String {
    source.latest == nil ? "" : place.date?.description ?? ""
  }

  /// What `latest` says of files and entries by their names.
  private func latestFiles(
    _ chosen: [(file: FoundFile, pattern: FilePattern)], _ finder: TableFinder
  ) async -> LatestFiles {
    guard let rule = source.latest else { return LatestFiles() }
    var candidates: [LatestFiles.Candidate] = []
    for (file, pattern) in chosen {
      let place = RowPlace(file: file.path)
      if let date = place.date {
        candidates.append(LatestFiles.Candidate(path: place.path, date: date))
      } else if let contents = try? finder.contents(of: file, fitting: pattern) {
        candidates += contents.tables.filter { $0.reasonToSkip == nil }.map {
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
    of paths: [String], _ chosen: [(file: FoundFile, pattern: FilePattern)]
  ) async -> [String] {
    var digests: [String] = []
    for path in paths {
      guard let (file, _) = chosen.first(where: { $0.file.path == path }) else { return [""] }
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
  func choose(_ found: [FoundFile]) -> [(file: FoundFile, pattern: FilePattern)] {
    found.compactMap { file in
      source.files.first { matches(path: file.path, glob: $0.path) }.map { (file, $0) }
    }
  }

  /// Reads the tables of a file, those that stood in another one excepted.
  private func read(
    _ contents: FileContents, _ latest: LatestFiles, _ reader: TableReader,
    into input: inout InputFile, _ growth: inout Growth, _ intake: inout Intake
  ) async {
    input.skipped = contents.skipped.map { SkippedEntry(name: $0, reason: .noTable) }
    for (place, reason) in contents.faults {
      intake.notices.append(unreadable(place, reason, &intake))
    }
    for table in contents.tables {
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
        if let twin = growth.twins.twin(of: table, in: contents, mark: twinMark(table.place)) {
          noteDuplicate(table.place, of: twin, reader, &intake)
          continue
        }
        let read = try await reader.read(table.place, into: &growth.builder, open: table.open)
        if let twin = growth.twins.twin(ofRead: table, in: contents, mark: twinMark(table.place)) {
          growth.builder.dropSegment()
          noteDuplicate(table.place, of: twin, reader, &intake)
          continue
        }
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
    for (workbook, sheets) in contents.workbooks {
      let skipped = input.skipped.filter { sheets.contains($0.name) }
      guard !sheets.isEmpty, skipped.count == sheets.count else { continue }
      intake.notices.append(unreadable(workbook, .noSheet(skipped), &intake))
    }
  }

  private func noteDuplicate(
    _ place: RowPlace, of twin: RowPlace, _ tables: TableReader, _ intake: inout Intake
  ) {
    intake.notices.append(duplicateFile(place, of: twin.path))
    intake.duplicates.append(
      DuplicateFile(
        source: index, path: place.file, entry: place.entry, twin: twin.file,
        twinEntry: twin.entry, day: tables.shape.dateOfFile(place)))
  }
}

extension InputFile {
  fileprivate mutating func skip(_ table: FoundTable, _ reason: SkippedEntry.Reason) {
    skipped.append(SkippedEntry(name: table.place.entry ?? "", reason: reason))
  }
}
