import Dispatch
import Glibc
import Ledger
import Reports
import Synchronization

/// Eight times a second, shows how far a run is and looks whether a signal wants it to stop.
///
/// A run that is told to stop unwinds: it removes what it was writing and leaves the previous output. One
/// that takes longer than half a second ends all the same, and the next run sweeps behind it. A second
/// signal ends it at once.
final class RunWatch {
  private let timer: any DispatchSourceTimer
  private let face: Face

  private static let pauseMilliseconds = 125
  private static let patience = Duration.milliseconds(500)

  init(of progress: RunProgress, on terminal: Terminal, language: Language) {
    face = Face(progress, terminal, language)
    catchSignals()
    timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "doichieu.watch"))
    timer.schedule(deadline: .now(), repeating: .milliseconds(Self.pauseMilliseconds))
    timer.setEventHandler { [face] in face.look() }
    timer.activate()
  }

  /// Takes the line away; may be called twice.
  func end() {
    timer.cancel()
    face.end()
  }

  /// What is shown, and since when.
  private final class Face: Sendable {
    private let progress: RunProgress
    private let terminal: Terminal
    private let line: ProgressLine?
    private let state = Mutex(State())

    struct State {
      var isOver = false
      var stage: RunProgress.Stage?
      var stageBegan = ContinuousClock.now
      var cancelled: ContinuousClock.Instant?
    }

    init(_ progress: RunProgress, _ terminal: Terminal, _ language: Language) {
      self.progress = progress
      self.terminal = terminal
      line = terminal.showsProgress ? ProgressLine(language: language) : nil
    }

    func look() {
      state.withLock { state in
        guard !state.isOver else { return }
        lookForSignal(&state)
        draw(&state)
      }
    }

    func end() {
      state.withLock { $0.isOver = true }
      terminal.eraseStatus()
    }

    private func lookForSignal(_ state: inout State) {
      let signal = caughtSignal.load(ordering: .relaxed)
      guard signal != 0 else { return }
      progress.cancel(signal: signal)
      let since = state.cancelled ?? .now
      state.cancelled = since
      if ContinuousClock.now - since > patience {
        terminal.eraseStatus()
        endBySignal(signal)
      }
    }

    private func draw(_ state: inout State) {
      let position = progress.current
      guard let line else { return }
      if state.stage != position.stage { (state.stage, state.stageBegan) = (position.stage, .now) }
      let elapsed = ContinuousClock.now - state.stageBegan
      let milliseconds = Int(elapsed / .milliseconds(1))
      terminal.showStatus {
        line.text(position, milliseconds: milliseconds, width: $0, isColoured: $1)
      }
    }
  }
}

/// The signal that wants the run to stop; 0 where none came. A handler of signals reaches nothing else.
private let caughtSignal = Atomic<CInt>(0)

/// Takes note of an interruption instead of dying of it; where it was to be ignored it still is.
private func catchSignals() {
  guard caughtSignal.load(ordering: .relaxed) == 0 else { return }
  for number in [SIGINT, SIGTERM, SIGHUP] {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0,
      unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 0
    else { continue }
    unsafe action.__sigaction_handler.sa_handler = { caughtSignal.store($0, ordering: .relaxed) }
    // The second one finds the default again.
    action.sa_flags = SA_RESTART | CInt(bitPattern: UInt32(SA_RESETHAND))
    unsafe sigaction(number, &action, nil)
  }
}

/// Ends the program as the signal would have done, which is what a shell wants to see.
func endBySignal(_ number: CInt) -> Never {
  signal(number, SIG_DFL)
  var set = sigset_t()
  unsafe sigemptyset(&set)
  unsafe sigaddset(&set, number)
  unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
  raise(number)
  exit(128 + number)
}
