import Ledger

/// How far a step of a match is, as a share of the units that the step counts for.
struct PassProgress: Sendable {
  private let progress: RunProgress
  /// Units of the match that are done before the step.
  private let first: Int
  private let count: Int

  init(_ progress: RunProgress = RunProgress(), from first: Int = 0, count: Int = 0) {
    (self.progress, self.first, self.count) = (progress, first, count)
  }

  /// The step gives up where this is so; what it has by then is thrown away.
  var isCancelled: Bool { progress.isCancelled }

  /// Says how many of the keys are done; called for every key, heard for one in 64.
  func note(_ key: Int, of all: Int) {
    guard key & 63 == 0, all > 0 else { return }
    progress.update(unitCount: first + Int(Int128(count) * Int128(key) / Int128(all)))
  }
}
