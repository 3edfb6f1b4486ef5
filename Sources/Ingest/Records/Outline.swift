import Ledger

/// A row at which the outline of a table changes its level.
struct OutlineStep: Sendable {
  enum Role: Sendable {
    /// Says only on which level it stands.
    case level
    /// Reads well. Without a code it is a subtotal if the next row stands deeper.
    case row(isCoded: Bool)
    /// A subtotal if the next row stands deeper, rejected otherwise.
    case subtotal([PrintedSum], ChunkReject)
    /// `Trong đó` and the like, with nothing beside it.
    case opening
  }
  /// From 0 at the chunk's start.
  var line: Int
  /// Rows kept or filtered before it in the chunk.
  var rowsBefore: Int
  /// nil where nothing says on which level it stands.
  var mark: OutlineMark?
  var role: Role
  /// Its words begin as those of a total do, though no label is declared for it.
  var namesSum = false

  /// Whether the row says nothing that the row before did not.
  fileprivate func isLike(_ other: OutlineStep) -> Bool {
    if namesSum || other.namesSum { return false }
    switch (role, other.role) {
    case (.level, .level): break
    case (.row(let isCoded), .row(let wasCoded)): if isCoded != wasCoded { return false }
    default: return false
    }
    return switch (mark, other.mark) {
    case (nil, nil): true
    case (let mark?, let other?): mark.isLevel(with: other)
    default: false
    }
  }
}

/// The steps of a chunk's outline, as its rows come in.
///
/// Of rows that stand alike only the first and the last are noted, except behind `Trong đó`, where each of
/// them may be the last that belongs there.
struct Outline {
  private var steps: [OutlineStep] = []
  /// The last row that came in, and whether it is noted.
  private var last: (step: OutlineStep, isNoted: Bool)?
  /// Rows that are still to be noted one by one.
  private var singleCount = 0

  /// Rows were noted: those behind them count as well.
  var isBegun: Bool { !steps.isEmpty }
  /// Whether the last row has a code, where it has no mark: a row like it need not be noted.
  private(set) var isPlainCoded: Bool?

  mutating func add(_ step: OutlineStep) {
    if case .opening = step.role { singleCount = Limits.partRowCountMax }
    if singleCount == 0, let last, last.step.isLike(step) {
      self.last = (step, false)
      return
    }
    flush()
    steps.append(step)
    last = (step, true)
    if singleCount > 0 { singleCount -= 1 }
    isPlainCoded = nil
    if singleCount == 0, step.mark == nil, !step.namesSum, case .row(let isCoded) = step.role {
      isPlainCoded = isCoded
    }
  }

  /// A row that matters only if one of its parts comes next.
  mutating func remember(_ step: OutlineStep?) { last = step.map { ($0, false) } }

  /// All steps; the last row is noted because its parts may begin the next chunk.
  consuming func finish() -> [OutlineStep] {
    flush()
    return steps
  }

  private mutating func flush() {
    if let last, !last.isNoted { steps.append(last.step) }
  }
}
