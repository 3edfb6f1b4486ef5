import Expressions
import Ledger

/// The rows of a frame for which a check's condition holds, or cannot be known because something does
/// not fit 128 bits.
struct FailingRows {
  /// Ascending.
  private(set) var rows: [Int] = []
  private var overflowing: Set<Int> = []

  /// `unknowable` are rows with a figure that was lost before: where it leaves the condition unknown,
  /// that is told instead of being passed over.
  init(_ plan: CheckPlan, over frame: Frame, unknowable: Set<Int> = []) {
    var (failing, lost): ([Int], Set<Int>) = ([], [])
    forEachBatch(of: plan.condition, over: frame) { batch, vector in
      guard case .truth(let truths) = vector else {
        failing.append(batch.lowerBound)
        lost.insert(batch.lowerBound)
        return
      }
      for index in 0..<batch.count {
        let truth = truths[truths.count == 1 ? 0 : index]
        if truth == .no { continue }
        let row = batch.lowerBound + index
        if truth == .yes {
          failing.append(row)
        } else if unknowable.contains(row) {
          failing.append(row)
          lost.insert(row)
        }
      }
    }
    rows = failing
    overflowing = lost
  }

  /// Whether the condition of a row is not known.
  func isOverflow(_ row: Int) -> Bool { !overflowing.isEmpty && overflowing.contains(row) }
}

extension CheckPlan {
  /// The expressions of the message, in order.
  var messageExpressions: [Expression] {
    message?.parts.compactMap { if case .expression(let part) = $0 { part } else { nil } } ?? []
  }

  /// The levels that `total(…)` asks for, here and in the exceptions of the check, each once.
  func totals(with exceptions: Exceptions) -> [[Int]] {
    let expressions =
      [condition] + [difference, owner].compactMap(\.self) + messageExpressions
      + exceptions.conditions
    return Set(expressions.flatMap(\.totals).map(\.dimensions))
      .sorted { $0.lexicographicallyPrecedes($1) }
  }
}
