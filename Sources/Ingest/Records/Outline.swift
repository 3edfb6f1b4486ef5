import Ledger

/// A row at which the outline of a table changes its level.
struct OutlineStep: Sendable {
  enum Role: Sendable {
    /// Says only on which level it stands.
    case level
    /// Reads well and has no code: a subtotal if the next row stands deeper, data otherwise.
    case parent
    /// A subtotal if the next row stands deeper, rejected otherwise.
    case subtotal([PrintedSum], ChunkReject)
  }
  /// From 0 at the chunk's start.
  var line: Int
  /// Rows kept or filtered before it in the chunk.
  var rowsBefore: Int
  var mark: OutlineMark
  var role: Role
}

/// The steps of a chunk's outline, as its rows come in.
///
/// Of rows that stand alike only the first is noted, and the last one where it may be a parent.
struct Outline {
  private var steps: [OutlineStep] = []
  private var mark: OutlineMark?
  private var lastParent: OutlineStep?

  mutating func add(_ step: OutlineStep) {
    switch step.role {
    case .level where mark?.isLevel(with: step.mark) == true: lastParent = nil
    case .parent where mark?.isLevel(with: step.mark) == true: lastParent = step
    case .level, .parent: note(step, mark: step.mark)
    // A row behind a subtotal always says on which level it stands.
    case .subtotal: note(step, mark: nil)
    }
  }

  /// All steps; the last parent is noted because the next chunk may begin deeper.
  consuming func finish() -> [OutlineStep] {
    steps + (lastParent.map { [$0] } ?? [])
  }

  private mutating func note(_ step: OutlineStep, mark: OutlineMark?) {
    if let lastParent { steps.append(lastParent) }
    lastParent = nil
    steps.append(step)
    self.mark = mark
  }
}
