import Ingest
import Ledger
import Reconcile
import Reports

/// Why a command ends early: what is told, and the exit status.
struct Failure: Error {
  let status: ExitStatus
  let diagnostics: [Diagnostic]

  init(_ status: ExitStatus, _ diagnostics: [Diagnostic]) {
    self.status = status
    self.diagnostics = diagnostics
  }

  /// What is wrong with a rule file or with `--set`; nil where there are only warnings.
  init?(_ diagnostics: [Diagnostic]) {
    let errors = diagnostics.filter { $0.severity == .error }
    if errors.isEmpty { return nil }
    let status: ExitStatus =
      if errors.contains(where: { $0.code == "file-not-found" }) {
        .noInput
      } else if errors.allSatisfy({
        $0.code.hasPrefix("set-") || $0.code.hasPrefix("limit-") || $0.code == "only-unknown"
      }) {
        .usage
      } else {
        .wrongRules
      }
    self.init(status, diagnostics)
  }

  /// The one way from an error to words and a status.
  init(_ error: any Error, rules: String) {
    switch error {
    case let failure as Failure: self = failure
    case let failure as OutputFailure:
      let status: ExitStatus =
        switch failure.kind {
        case .notOurs, .cannotCreate: .outputNotCreated
        case .cannotWrite: .outputNotWritten
        case .isHeld: .outputHeld
        }
      self.init(status, [failure.diagnostic])
    case let failure as NeededFileFailure:
      self.init(
        .noInput,
        [
          Diagnostic(
            code: "file-not-read", "\(failure.path): \(failure.english)",
            vietnamese: "\(failure.path): \(failure.vietnamese)")
        ])
    case let failure as BrokenLaw: self.init(internalError: failure.description, rules)
    default: self.init(internalError: "\(error)", rules)
    }
  }

  private init(internalError what: String, _ rules: String) {
    self.init(
      .internalError,
      [
        Diagnostic(
          code: "internal-error", "internal error in \(rules), nothing was written: \(what)",
          vietnamese: "lỗi của chương trình với \(rules), chưa ghi gì: \(what)",
          help: "this is a fault of doichieu, not of your files; please report it")
      ])
  }
}
