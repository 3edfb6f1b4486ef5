import Foundation
import Ingest
import Ledger
import Rules

@testable import Reconcile

/// Runs rules over files made for a test and says what came out, without positions.
struct Workbench {
  let plan: Plan
  let intake: Intake
  let found: Reconciliation

  /// `files` are paths and contents below the input folder.
  init(_ rules: String, files: [String: String], jobs: Int = 1) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("doichieu-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, content) in files {
      let file = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content.utf8).write(to: file)
    }
    let reading = readRules(path: "rules.yaml", overrides: []) {
      $0 == "rules.yaml" ? Array(rules.utf8) : nil
    }
    guard let plan = reading.plan else { throw BadRules(diagnostics: reading.diagnostics) }
    self.plan = plan
    intake = try await ingest(plan, from: folder.path, excluding: nil, jobs: jobs)
    found = try await reconcile(plan, intake, jobs: jobs)
  }

  struct BadRules: Error {
    var diagnostics: [Diagnostic]
  }

  /// Findings of matches as sorted texts: kind, the values of all cells concerned, pending or not, and
  /// where that is asked the cause.
  func matchFindings(withCauses: Bool = false) -> [String] {
    found.findings.compactMap { finding in
      guard let text = text(of: finding) else { return nil }
      return withCauses ? "\(text) because \(finding.cause?.rawValue ?? "")" : text
    }.sorted()
  }

  private func text(of finding: Finding) -> String? {
    switch finding.subject {
    case .pair(let match, let comparison, let left, let right):
      let field = plan.matches[match].comparisons[comparison].field
      return "differs \(field): \(cells(match, .left, left)) | \(cells(match, .right, right))"
    case .group(let match, let comparison, let group):
      let field = plan.matches[match].comparisons[comparison].field
      return "differs \(field): \(cells(match, found.matches[match].groups[group].rows))"
    case .unmatched(let match, let side, let row):
      return "\(finding.kind) \(finding.isPending): \(cells(match, side, row))"
    case .set(let match, let set):
      return "\(finding.kind): \(cells(match, found.matches[match].sets[set]))"
    case .systemic, .check, .notice: return nil
    }
  }

  private func cells(_ match: Int, _ rows: RowSet) -> String {
    let left = rows.left.map { cells(match, .left, $0) }.sorted()
    let right = rows.right.map { cells(match, .right, $0) }.sorted()
    return "\(left) | \(right)"
  }

  private func cells(_ match: Int, _ side: MatchSide, _ row: Int) -> String {
    let source = side == .left ? plan.matches[match].left.source : plan.matches[match].right.source
    return intake.tables[source].columns.enumerated().map { index, column in
      let type = plan.sources[source].columns[index].type
      return switch column?.value(ofRow: row, type: type) ?? .missing {
      case .missing: "–"
      case .text(let text): text
      case .truth(let truth): "\(truth)"
      case .exact(let ratio): "\(ratio.numerator)"
      }
    }.joined(separator: ",")
  }
}
