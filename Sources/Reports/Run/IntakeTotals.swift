import Ledger

extension Intake {
  /// What became of the records of all files together.
  var account: TableAccount {
    var sum = TableAccount()
    for account in files.flatMap(\.tables).map(\.account) { sum.add(account) }
    return sum
  }

  /// Files that were read; one that serves several sources is one.
  var fileCount: Int { Set(files.map(\.path)).count }

  /// Rows that hold data in those files, each counted once.
  var dataRowCount: Int {
    var counts: [String: Int] = [:]
    for file in files {
      for table in file.tables {
        counts["\(file.path)//\(table.entry ?? "")", default: 0].formMax(table.account.dataRows)
      }
    }
    return counts.values.reduce(0, +)
  }
}

extension Int {
  fileprivate mutating func formMax(_ other: Int) { self = Swift.max(self, other) }
}

extension TableAccount {
  /// Adds the counts of another table.
  mutating func add(_ other: TableAccount) {
    read += other.read
    kept += other.kept
    rejected += other.rejected
    filtered += other.filtered
    total += other.total
    outside += other.outside
  }
}

extension RunFacts {
  /// Why nothing can be concluded from a run without findings; empty for a complete run.
  var incompleteBecause: [String] {
    guard intake.isIncomplete else { return [] }
    return reconciliation.notices.filter { notice in
      let isCause: Bool =
        switch notice.name {
        case .missingFile, .unreadableFile, .staleFile, .rejects: true
        case .duplicateFile, .superseded, .missingSender, .unknownCode, .unique, .totalRow,
          .toleranceLimit, .exceptionExpired, .exceptionUnused:
          false
        }
      return isCause && notice.severity == .error && isRequired(notice)
    }.map { notice in
      // A message about a sender names it.
      notice.sender != nil
        ? notice.message
        : "\(place(of: notice)): \(notice.message)"
    }
  }

  /// Source and file, without the file where the message names it.
  private func place(of notice: Notice) -> String {
    notice.key.filter { $0.name != "file" || !notice.message.contains("“\($0.value)”") }
      .map(\.value).joined(separator: " ")
  }

  private func isRequired(_ notice: Notice) -> Bool {
    if let sender = notice.sender { return plan.sources[sender.source].isRequired }
    let name = notice.key.first { $0.name == "source" }?.value
    return plan.sources.first { $0.name == name }?.isRequired ?? true
  }
}
