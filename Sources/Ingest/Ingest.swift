import Digest
import Expressions
package import Ledger

/// A file that the run cannot do without, and that is no table of a source, cannot be read: a map, or
/// a file of passwords.
package struct NeededFileFailure: Error {
  /// As the rule file writes it.
  package var path: String
  package var vietnamese: String
  package var english: String
}

/// Reads everything that a plan asks for below `folder`; `jobs` workers parse at a time.
///
/// The outcome depends neither on `jobs` nor on the order of directory entries. Files that cannot be
/// used become notices; only a map or password file that cannot be read ends the run.
/// `passwordFile` is for the archives of all sources. With `known`, files of other paths are passed over
/// as if they were not there.
package func ingest(
  _ plan: Plan, from folder: String, excluding outputFolder: String?,
  passwordFile: String? = nil, known: Set<String>? = nil, jobs: Int,
  progress: RunProgress = RunProgress()
) async throws(NeededFileFailure) -> Intake {
  var intake = Intake(
    tables: plan.sources.map { Table(columns: Array(repeating: nil, count: $0.columns.count)) })
  let maps = try readMaps(plan, from: folder)
  intake.calendar = try readCalendar(plan, from: folder)
  intake.others = plan.listFiles.map {
    let digest = try? hexadecimal(sha256(ofFile: folder + "/" + $0))
    return OtherFile(path: $0, role: .list, sha256: digest ?? "")
  }
  let passwords = try readPasswords(plan, below: folder, shared: passwordFile)
  let found: [FoundFile]
  do throws(Unreadable) {
    found = try files(
      below: folder, excluding: passwords.files + (outputFolder.map { [$0] } ?? []),
      limits: plan.limits
    ).filter { known?.contains($0.path) ?? true }
  } catch {
    throw NeededFileFailure(path: folder, vietnamese: error.vietnamese, english: error.english)
  }
  let readers = readingOrder(plan).filter { !plan.sources[$0].files.isEmpty }.map {
    SourceReader(
      plan: plan, index: $0, folder: folder, maps: maps, passwords: passwords.ofSources[$0],
      jobs: max(1, jobs), progress: progress)
  }
  let chosen = readers.map { $0.choose(found) }
  progress.begin(
    .reading, itemCount: chosen.reduce(0) { $0 + $1.count },
    unitCount: chosen.joined().reduce(0) { $0 + $1.file.byteCount })
  for (reader, files) in zip(readers, chosen) { await reader.read(files, into: &intake) }
  if progress.isCancelled { return intake }
  for index in plan.sources.indices {
    intake.notices += unknownCodes(plan, source: index, intake, maps: maps)
    intake.notices += repeats(plan, source: index, intake.tables[index])
    judgeSenders(plan, source: index, &intake)
  }
  return intake
}

/// Source indexes such that a source comes after those whose rows its filter or columns follow, and
/// after the one that lists its senders.
func readingOrder(_ plan: Plan) -> [Int] {
  var order: [Int] = []
  var visited = Set<Int>()
  func visit(_ index: Int) {
    guard visited.insert(index).inserted else { return }
    for column in plan.sources[index].columns {
      if let reference = column.reference { visit(reference.source) }
    }
    if let sender = plan.sources[index].sender { visit(sender.list.source) }
    order.append(index)
  }
  for index in plan.sources.indices { visit(index) }
  return order
}

extension Plan {
  /// The files that maps and the calendar are read from, each once.
  fileprivate var listFiles: [String] {
    var paths: [String] = []
    for map in maps {
      if case .file(let path, _, _) = map.content, !paths.contains(path) { paths.append(path) }
    }
    if let path = calendar?.path, !paths.contains(path) { paths.append(path) }
    return paths
  }
}
