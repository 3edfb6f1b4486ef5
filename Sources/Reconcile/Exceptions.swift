import Expressions
import Ledger

/// The exceptions of a rule file that are about the findings of one match, check or built-in.
struct Exceptions: Sendable {
  private let plans: [(index: Int, plan: ExceptionPlan)]
  private let asOf: Day?

  init(_ plan: Plan, where isMeant: (ExceptionPlan.Subject) -> Bool) {
    plans = plan.exceptions.enumerated().filter { isMeant($1.subject) }.map { ($0, $1) }
    asOf = plan.asOf
  }

  var isEmpty: Bool { plans.isEmpty }

  var conditions: [Expression] { plans.map(\.plan.condition) }

  var subjects: [ExceptionPlan.Subject] { plans.map(\.plan.subject) }

  /// What exceptions say of findings.
  struct Judged {
    /// One for each finding.
    var exemptions: [Exemption?] = []
    /// The exceptions that any finding met, whether they accept it or not.
    var met: Set<Int> = []
  }

  /// Judges findings by the rows of the frame, one for each. The first exception that accepts a finding
  /// has it; where none does, the first that would have says why not.
  func judge(_ frame: Frame, values: (Int) -> FindingValues) -> Judged {
    var judged = Judged(exemptions: Array(repeating: nil, count: frame.rowCount))
    for (index, plan) in plans {
      for (row, isMet) in truths(of: plan.condition, over: frame).enumerated() where isMet {
        judged.met.insert(index)
        if case .accepted = judged.exemptions[row] { continue }
        let exemption = exemption(index, plan, values(row))
        if case .accepted = exemption {
          judged.exemptions[row] = exemption
        } else {
          judged.exemptions[row] = judged.exemptions[row] ?? exemption
        }
      }
    }
    return judged
  }

  private func exemption(_ index: Int, _ plan: ExceptionPlan, _ values: FindingValues) -> Exemption
  {
    if isExpired(plan, asOf) { return .expired(index) }
    guard let limit = plan.limit, limit.type == values.differenceType else {
      return .accepted(index)
    }
    // A difference that is not known is not known to be within the limit.
    guard let difference = values.difference.ratio,
      let negated = Ratio.zero.subtracting(difference)
    else { return .beyondLimit(index) }
    return max(difference, negated) <= limit.value ? .accepted(index) : .beyondLimit(index)
  }
}

/// Whether the last day of an exception is over.
private func isExpired(_ plan: ExceptionPlan, _ asOf: Day?) -> Bool {
  asOf.map { plan.until < $0 } ?? false
}

extension Reconciliation {
  /// Lets the exceptions of built-ins have their say; adds those that any notice met.
  mutating func exemptNotices(_ plan: Plan, _ references: References, _ met: inout Set<Int>) {
    for name in Notice.Name.allCases {
      let exceptions = Exceptions(plan) {
        if case .builtIn(name, _) = $0 { true } else { false }
      }
      let about = findings.indices.filter { notice(of: findings[$0])?.name == name }
      guard case .builtIn(_, let parts)? = exceptions.subjects.first, !about.isEmpty else {
        continue
      }
      let rows = about.compactMap { notice(of: findings[$0]) }
      let judged = exceptions.judge(frame(rows, parts, references)) { rows[$0].values }
      for (finding, exemption) in zip(about, judged.exemptions) {
        findings[finding].exemption = exemption
      }
      met.formUnion(judged.met)
    }
  }

  private func notice(of finding: Finding) -> Notice? {
    if case .notice(let index) = finding.subject { notices[index] } else { nil }
  }

  /// The keys of notices as a table with a column for each part.
  private func frame(_ notices: [Notice], _ parts: [String], _ references: References) -> Frame {
    let columns = parts.map { part in
      Column.symbols(
        SymbolColumn(
          ids: notices.indices.map { UInt32($0) + 1 },
          names: [""] + notices.map { $0.key.first { $0.name == part }?.value ?? "" }))
    }
    var source = SourcePlan(name: "", title: "", files: [])
    source.columns = parts.map {
      ColumnPlan(name: $0, origin: .heading([]), type: .text, isRequired: false)
    }
    return Frame(
      table: Table(columns: columns, rowCount: notices.count), source: source,
      references: references)
  }
}

/// Exceptions that have run out, and those that nothing meets any more.
func exceptionNotices(_ plan: Plan, met: Set<Int>) -> [Notice] {
  plan.exceptions.enumerated().compactMap { index, exception in
    if isExpired(exception, plan.asOf) { return exception.notice(.exceptionExpired, plan.language) }
    if met.contains(index) || !exception.isExpectedToBeMet { return nil }
    return exception.notice(.exceptionUnused, plan.language)
  }
}

extension ExceptionPlan {
  fileprivate func notice(_ name: Notice.Name, _ language: Language) -> Notice {
    let isExpired = name == .exceptionExpired
    let why = "“\(because)”, \(by)"
    let message =
      switch (language, isExpired) {
      case (.vietnamese, true):
        "Ngoại lệ chỉ có hiệu lực đến hết ngày \(until.shown(in: language)) (\(why)): "
          + "cần gia hạn hoặc xử lý dứt điểm"
      case (.vietnamese, false):
        "Không còn sai lệch nào thuộc ngoại lệ này (\(why)): có thể bỏ"
      case (.english, true):
        "the exception held until \(until.shown(in: language)) (\(why)): renew it or settle the matter"
      case (.english, false): "no finding meets this exception any more (\(why)): it can go"
      }
    return Notice(
      name, severity: isExpired ? .warning : .info,
      key: [("check", check), ("where", conditionText)], message: message)
  }
}
