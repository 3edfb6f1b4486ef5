package import Ledger

/// What `doichieu test` says of one rule file: a line for each test, what is wrong below those that fail,
/// and a count.
package struct TestReport {
  private let path: String
  private let language: Language
  private let paint: Paint
  private var passedCount = 0
  private var failedCount = 0
  /// The lines so far.
  package private(set) var text = ""

  /// `path` is the rule file as it was named.
  package init(of path: String, language: Language, isColoured: Bool) {
    self.path = path
    self.language = language
    paint = Paint(isColoured: isColoured)
  }

  /// Whether no test has failed.
  package var isPassed: Bool { failedCount == 0 }

  /// Adds the line of a test and, where it fails, the difference.
  package mutating func add(_ test: TestPlan, _ verdict: TestVerdict) {
    if verdict.isPassed {
      passedCount += 1
      text += paint(filled(say("đạt", "ok"), to: 6), .green) + printable(test.name) + "\n"
      return
    }
    failedCount += 1
    let place = "\(test.position.file):\(test.position.line)"
    text += paint(filled(say("SAI", "FAIL"), to: 6), .red) + printable(test.name)
    text += paint("  \(printable(place))", .dim) + "\n"
    for (expected, nearest) in verdict.missing { add(expected, nearest) }
    for finding in verdict.surplus {
      add(say("ngoài mong đợi:", "not expected:"), shown(finding), .red)
    }
  }

  /// Adds the count, which is all there is to say where there are no tests.
  package mutating func finish() {
    let counts = say(
      "\(passedCount + failedCount) phép thử, \(passedCount) đạt, \(failedCount) sai",
      "\(passedCount + failedCount) tests, \(passedCount) passed, \(failedCount) failed")
    text += paint("\(printable(path)): \(counts)", isPassed ? .plain : .bold) + "\n"
  }

  private mutating func add(_ expected: ExpectedFinding, _ nearest: FoundFinding?) {
    guard let nearest else {
      return add(say("không thấy:", "not found:"), shown(expected), .red)
    }
    add("", known(nearest.check, nearest.key), .plain)
    for mismatch in nearest.mismatches(expected) {
      let (wanted, found) = (quoted(mismatch.expected), quoted(mismatch.found))
      text += "          \(mismatch.column): "
      text += say("cần \(wanted), thấy \(found)", "expected \(wanted), found \(found)") + "\n"
    }
  }

  private mutating func add(_ label: String, _ line: String, _ colour: Paint.Colour) {
    text += "      " + (label.isEmpty ? "" : paint(label, colour) + " ") + line + "\n"
  }

  private func shown(_ expected: ExpectedFinding) -> String {
    let cells = expected.cells.map { "\($0.column.rawValue) \(quoted($0.text))" }
    return ([known(expected.check, expected.key)] + cells).joined(separator: ", ")
  }

  private func shown(_ finding: FoundFinding) -> String {
    let record = finding.record
    let cells = [FindingRecord.Field.status, .kind, .cause, .field, .left, .right, .difference]
      .filter { !record.text($0).isEmpty }
      .map { "\($0.name) \(quoted(record.text($0)))" }
    return ([known(finding.check, finding.key)] + cells).joined(separator: ", ")
      + ": " + printable(record.text(.message))
  }

  private func known(_ check: String, _ key: [(name: String, value: String)]) -> String {
    let key = key.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
    return printable(key.isEmpty ? check : "\(check) \(key)")
  }

  /// An empty text has to be seen too.
  private func quoted(_ text: String) -> String { text.isEmpty ? "''" : printable(text) }

  private func say(_ vietnamese: String, _ english: String) -> String {
    language == .vietnamese ? vietnamese : english
  }
}
