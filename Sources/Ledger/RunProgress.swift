import Synchronization

/// How far a run has come, and whether it is to stop: stages write the one and ask the other.
///
/// Stages write once for a megabyte or some thousand rows, never for a row. What a stage gives back
/// after it was told to stop is worth nothing; `check` keeps it from being used.
package final class RunProgress: Sendable {
  private let position = Mutex(Position())
  /// 0 where nothing came.
  private let signal = Atomic<Int32>(0)

  package init() {}

  package enum Stage: Sendable {
    case reading, matching, checking, writing
  }

  /// Where a run stands.
  package struct Position: Sendable, Equatable {
    /// nil before the first stage.
    package var stage: Stage?
    /// The file or match at work; empty between two.
    package var item = ""
    /// Of the item, from 1; 0 before the first.
    package var itemNumber = 0
    package var itemCount = 0
    /// Bytes of files when reading, else rows.
    package var unitCount = 0
    package var unitCountMax = 0
    /// Rows in the units, which are bytes when reading.
    package var rowCount = 0
    /// Units of the items before, of the item, and of its parts that are done.
    fileprivate var before = 0
    fileprivate var ofItem = 0
    fileprivate var ofParts = 0
    fileprivate var rowsOfParts = 0

    package init() {}

    fileprivate mutating func endItem() {
      before += ofItem
      (ofItem, ofParts, unitCount, rowsOfParts) = (0, 0, before, rowCount)
    }
  }

  /// What a run that was told to stop ends with.
  package struct Stopped: Error {
    /// The number of the signal that came.
    package var signal: Int32
  }

  /// Begins a stage of so many items, which have so many units altogether.
  package func begin(_ stage: Stage, itemCount: Int = 0, unitCount: Int = 0) {
    position.withLock {
      $0 = Position()
      ($0.stage, $0.itemCount, $0.unitCountMax) = (stage, itemCount, unitCount)
    }
  }

  /// Begins the next item of the stage; the one before is done.
  package func begin(item: String, unitCount: Int) {
    position.withLock {
      $0.endItem()
      $0.itemNumber += 1
      ($0.item, $0.ofItem) = (item, unitCount)
    }
  }

  /// Begins the next part of the item, such as a table of a file; the one before is done.
  package func beginPart() {
    position.withLock {
      $0.ofParts = $0.unitCount - $0.before
      $0.rowsOfParts = $0.rowCount
    }
  }

  /// So much of the part is done; less than before where it had to be begun again.
  package func update(unitCount: Int, rowCount: Int = 0) {
    position.withLock {
      $0.unitCount = $0.before + min($0.ofItem, $0.ofParts + unitCount)
      $0.rowCount = $0.rowsOfParts + rowCount
    }
  }

  /// Where the run stands now.
  package var current: Position { position.withLock(\.self) }

  /// Tells all stages to stop, because a signal came.
  package func cancel(signal number: Int32) { signal.store(number, ordering: .relaxed) }

  /// Stages return early where this is so.
  package var isCancelled: Bool { signal.load(ordering: .relaxed) != 0 }

  /// Fails where the stages were told to stop.
  package func check() throws(Stopped) {
    let number = signal.load(ordering: .relaxed)
    if number != 0 { throw Stopped(signal: number) }
  }
}
