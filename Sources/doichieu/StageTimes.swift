import Ledger

/// How long each stage of a run took, for `--timings`.
struct StageTimes {
  enum Stage: String {
    case reading, reconciling, ordering, writing
  }

  private(set) var lines: [Diagnostic] = []
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant

  /// The first stage begins.
  init() { last = clock.now }

  /// A stage ends, and the next one begins.
  mutating func end(_ stage: Stage) {
    let now = clock.now
    let time = (now - last).components
    let milliseconds = time.seconds * 1000 + time.attoseconds / 1_000_000_000_000_000
    last = now
    lines.append(
      Diagnostic(
        code: "stage-timed", severity: .info, "\(stage.rawValue): \(milliseconds) ms",
        vietnamese: "\(stage.vietnamese): \(milliseconds) ms"))
  }
}

extension StageTimes.Stage {
  fileprivate var vietnamese: String {
    switch self {
    case .reading: "đọc"
    case .reconciling: "đối chiếu"
    case .ordering: "sắp xếp kết quả"
    case .writing: "ghi"
    }
  }
}
