import Ledger

/// Bounds on looking for rows that add up. They do not depend on `--jobs`, so that results do not.
enum SubsetLimits {
  /// Steps of the search for one row: sums formed and sums compared.
  static let stepCountMax = 250_000
  /// Steps of a whole pass; where it has very many rows to search, they share these.
  static let passStepCountMax = 400_000_000
  /// Steps of looking for causes after the passes of a match: an explanation may take less than an
  /// answer.
  static let causeStepCountMax = 40_000_000
  /// Where many share, each may take so many all the same.
  static let stepCountMin = 1_000
}

extension Pairing {
  /// Pairs one row with several of the other side that add up to it, where no row of the answer
  /// stands in another one.
  mutating func pairSubsets(
    _ subset: MatchPlan.Subset, _ conditions: [MatchPlan.Condition], pass: Int, jobs: Int
  ) async {
    guard let (finder, sets) = await subsetFinder(subset, conditions, jobs: jobs) else { return }
    for finds in await finds(in: sets, finder, jobs: jobs, progress) {
      for rows in finds.groups { pair(rows, pass: pass) }
      ties += finds.ties
      undecided += finds.undecided.map {
        UndecidedRow(side: $0.side, row: $0.row, stepLimit: finder.stepCountMax)
      }
    }
  }
}

extension Pairing {
  /// The search of the pass, and the free rows by key among which it is made; nil when a column was
  /// not read.
  func subsetFinder(
    _ subset: MatchPlan.Subset, _ conditions: [MatchPlan.Condition], jobs: Int
  ) async -> (finder: SubsetFinder, sets: [RowSet])? {
    guard let keys = KeyColumns(conditions, self), let windows = windows(conditions),
      case .exact(let lefts) = left.columns[subset.left],
      case .exact(let rights) = right.columns[subset.right]
    else { return nil }
    // One row with one is no sum of several.
    var singles = result.partnerOfLeft
    let sets = await groups(
      keys, left: result.leftOutcomes, right: result.rightOutcomes, partners: &singles, jobs: jobs
    ).flatMap(keys.split).filter {
      !$0.left.isEmpty && !$0.right.isEmpty && $0.left.count + $0.right.count > 2
    }
    let rowCount = sets.reduce(0) { $0 + $1.left.count + $1.right.count }
    let stepCountMax = min(
      SubsetLimits.stepCountMax,
      max(SubsetLimits.stepCountMin, SubsetLimits.passStepCountMax / max(1, rowCount)))
    let finder = SubsetFinder(
      subset: subset, left: lefts, right: rights, windows: windows,
      identities: identities(subset, conditions), stepCountMax: stepCountMax)
    return (finder, sets)
  }

  private func identities(
    _ subset: MatchPlan.Subset, _ conditions: [MatchPlan.Condition]
  ) -> (left: Identity, right: Identity) {
    let windows = conditions.filter { !$0.test.isEquality }
    let lefts = windows.map(\.left) + [subset.left]
    let rights = windows.map(\.right) + [subset.right]
    return (
      Identity(columns: lefts.compactMap { left.columns[$0] }),
      Identity(columns: rights.compactMap { right.columns[$0] })
    )
  }
}

/// What every key gives, in the order of the keys.
private func finds(
  in sets: [RowSet], _ finder: SubsetFinder, jobs: Int, _ progress: PassProgress
) async -> [SubsetFinder.Finds] {
  await withTaskGroup(of: [(key: Int, finds: SubsetFinder.Finds)].self) { group in
    for worker in 0..<jobs {
      group.addTask {
        stride(from: worker, to: sets.count, by: jobs).compactMap { key in
          if progress.isCancelled { return nil }
          progress.note(key, of: sets.count)
          let finds = finder.finds(in: sets[key])
          return finds.isEmpty ? nil : (key, finds)
        }
      }
    }
    var all: [(key: Int, finds: SubsetFinder.Finds)] = []
    for await part in group { all += part }
    return all.sorted { $0.key < $1.key }.map(\.finds)
  }
}
