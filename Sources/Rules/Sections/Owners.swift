internal import Ledger

/// The top-level `owner`, tried on every match and check.
struct SharedOwner {
  var text: ExpressionText
  /// Matches and checks it was tried on.
  var triedCount = 0
  /// Whether any of them could supply its columns.
  var isSupplied = false
  /// Why the last one could not.
  var refusal: [Diagnostic] = []
}

extension Compiler {
  /// The `owner` of a match or check: its own, else the shared one where the columns exist.
  mutating func owner(_ mapping: Mapping, in scope: Scope) -> Expression? {
    if mapping["owner"] != nil {
      return expression(mapping, "owner", in: scope, expecting: .text)
    }
    guard let shared = owner else { return nil }
    owner?.triedCount += 1
    var checker = ExpressionChecker(text: shared.text, scope: scope, names: names)
    var result: Expression?
    do throws(SyntaxFault) {
      var parser = try ExpressionParser(shared.text.text, hyphenated: names.hyphenated)
      result = checker.check(try parser.whole(), expecting: .text)
    } catch {
      checker.report(.syntax(error, at: shared.text.position(error.offset)))
    }
    let isAbsent =
      checker.absentNameCount > 0 && checker.absentNameCount == checker.diagnostics.count
    if isAbsent {
      owner?.refusal = checker.diagnostics
    } else {
      owner?.isSupplied = true
      diagnostics.add(checker.diagnostics)
      noteParameters(checker.usedParameters)
    }
    return result
  }

  /// An owner that nothing can supply is a slip of the pen.
  mutating func reportOwnerWithoutUse() {
    guard let owner, owner.triedCount > 0, !owner.isSupplied, !diagnostics.hasErrors else { return }
    let position = owner.text.position(0)
    diagnostics.add(.ownerNowhere(at: owner.refusal.first?.position ?? position))
  }
}
