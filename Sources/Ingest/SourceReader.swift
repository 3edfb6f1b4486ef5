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
          intake.duplicates.append(
            DuplicateFile(
              source: index, path: file.path, twin: twin,
              day: shape.dateOfFile(RowPlace(file: file.path))))
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

  /// Reads every table of a file; false when an archive has no entry that fits.
  private func read(
    _ file: FoundFile, _ pattern: FilePattern, _ reader: TableReader, _ input: inout InputFile,
    _ builder: inout TableBuilder, _ intake: inout Intake
  ) async -> Bool {
    let found: [FoundTable]
    do throws(Unreadable) {
      found = try tables(in: file, below: folder, fitting: pattern)
    } catch {
      intake.notices.append(unreadable(RowPlace(file: file.path), error, &intake))
      return true
    }
    for table in found {
      do throws(Unreadable) {
        let read = try await reader.read(table.place, into: &builder, open: table.open)
        input.tables.append(read.table)
        intake.rejects += read.rejects.map { reject($0, table.place, read.layout) }
        intake.notices += read.mismatches.map { totalRow($0, table.place, read.layout) }
      } catch {
        intake.notices.append(unreadable(table.place, error, &intake))
      }
    }
    return !found.isEmpty
  }
}
