package import Ledger

/// Why a file cannot be inspected at all.
package struct InspectionFailure: Error {
  /// It does not exist or cannot be opened.
  package var isAbsent: Bool
  package var diagnostic: Diagnostic
}

/// Finds out what stands in a file, without a rule file; `FILE//ENTRY` looks at some entries or sheets.
///
/// `passwordFile` holds passwords for archives; `jobs` workers parse at a time.
package func inspect(
  _ path: String, language: Language, limits: Limits, passwordFile: String?, jobs: Int,
  progress: RunProgress = RunProgress()
) async throws(InspectionFailure) -> Inspection {
  let pattern = isFile(path) ? FilePattern(path: path) : FilePattern(path)
  let (folder, name) = split(pattern.path)
  let contents: FileContents
  do throws(Unreadable) {
    let passwords = try passwordFile.map(readPasswords(ofFile:)) ?? []
    let file = FoundFile(path: name, byteCount: try byteCount(ofFile: pattern.path))
    progress.begin(item: pattern.path, unitCount: file.byteCount)
    let finder = TableFinder(
      folder: folder, limits: limits, passwords: Passwords(passwords),
      headerRowCountMax: Limits.headerRecordCountMax)
    contents = try finder.contents(of: file, fitting: pattern)
    if let entry = pattern.entry, !contents.isFitted { throw .noEntry(entry) }
  } catch {
    throw InspectionFailure(isAbsent: error.isAbsent, diagnostic: error.diagnostic(of: path))
  }
  var inspection = Inspection(
    path: pattern.path, pattern: pattern.entry, byteCount: contents.file.byteCount,
    container: .plain, tables: [],
    skipped: contents.skipped.map { SkippedEntry(name: $0, reason: .noTable) })
  for (place, reason) in contents.faults { try inspection.add(reason, of: place) }
  for table in contents.tables {
    do throws(Unreadable) {
      if let reason = table.reasonToSkip {
        inspection.skip(table.place, reason)
        continue
      }
      let facts = try await TableInspector(
        table.place, language: language, jobs: jobs, progress: progress, open: table.open
      ).facts()
      // A sheet of words alone, such as a cover, that nobody asked for.
      let isProse = facts.columns.count == 1 && !facts.header.hasFigures
      if !table.isPicked, isProse { throw .noHeader }
      inspection.add(.table(facts), of: table.place)
    } catch {
      if !table.isPicked, let reason = error.reasonToSkip {
        inspection.skip(table.place, reason)
      } else {
        try inspection.add(error, of: table.place)
      }
    }
  }
  if inspection.tables.isEmpty {
    throw InspectionFailure(
      isAbsent: false, diagnostic: Unreadable.noSheet(inspection.skipped).diagnostic(of: path))
  }
  inspection.container = container(of: contents, atPath: pattern.path)
  return inspection
}

/// Bytes of a file that may be inspected, for showing progress; 0 where there is none.
package func inspectedByteCount(_ path: String) -> Int {
  let file = isFile(path) ? path : FilePattern(path).path
  return (try? byteCount(ofFile: file)) ?? 0
}

extension Inspection {
  fileprivate mutating func add(_ content: InspectedTable.Content, of place: RowPlace) {
    tables.append(InspectedTable(entry: place.entry, content: content))
  }

  fileprivate mutating func skip(_ place: RowPlace, _ reason: SkippedEntry.Reason) {
    skipped.append(SkippedEntry(name: place.entry ?? "", reason: reason))
  }

  /// Notes why an entry cannot be read; where it is the file itself nothing is left to say.
  fileprivate mutating func add(
    _ reason: Unreadable, of place: RowPlace
  ) throws(InspectionFailure) {
    let fault = reason.diagnostic(of: RowPlace(file: path, entry: place.entry).path)
    if place.entry == nil { throw InspectionFailure(isAbsent: false, diagnostic: fault) }
    add(.unreadable(fault), of: place)
  }
}

extension Unreadable {
  fileprivate func diagnostic(of path: String) -> Diagnostic {
    Diagnostic(
      code: isAbsent ? "file-not-found" : "file-not-read", "\(path): \(english)",
      vietnamese: "\(path): \(vietnamese)")
  }

  static func noEntry(_ wanted: String) -> Unreadable {
    Unreadable(
      vietnamese: "không có mục hay trang tính nào khớp “\(wanted)”",
      english: "no entry or sheet fits “\(wanted)”", isAbsent: true)
  }
}

private func container(
  of contents: FileContents, atPath path: String
) -> Inspection.Container {
  if contents.tables.contains(where: { $0.place.entry != nil }) || !contents.faults.isEmpty {
    return contents.workbooks.contains { $0.place.entry == nil } ? .workbook : .archive
  }
  let front = try? PlainStream(path: path).chunk(after: [], upTo: 2).bytes
  return front == [0x1F, 0x8B] ? .gzip : .plain
}

/// The folder of a file and its name in it; the folder of `/x` is empty.
private func split(_ path: String) -> (folder: String, name: String) {
  guard let slash = path.lastIndex(of: "/") else { return (".", path) }
  return (String(path[..<slash]), String(path[path.index(after: slash)...]))
}
