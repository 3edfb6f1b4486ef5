package import Ledger

/// How what was found compares with what a test expects.
package struct TestVerdict {
  /// Expected and not found, with the finding that was probably meant: same check and key, and no other
  /// expected.
  let missing: [(expected: ExpectedFinding, nearest: FoundFinding?)]
  /// Found and not expected, although its check is one that the test names.
  let surplus: [FoundFinding]

  package var isPassed: Bool { missing.isEmpty && surplus.isEmpty }

  /// Every expected finding must occur, each as one of its own, and nothing else of the checks named;
  /// where none is expected, nothing at all. What is said about exceptions counts only where it is named,
  /// what sums up other findings only where it is expected.
  package init(_ test: TestPlan, _ list: FindingList) {
    let found = FoundFinding.all(list)
    let named = Set(test.expected.map(\.check))
    let partners = Assignment(test.expected, found).partners
    var surplus = found.indices.filter { index in
      let check = found[index].check
      return !partners.contains(index) && !found[index].isSystemic
        && (named.contains(check) || named.isEmpty && !isAboutExceptions(check))
    }
    var missing: [(expected: ExpectedFinding, nearest: FoundFinding?)] = []
    for (expected, partner) in zip(test.expected, partners) where partner == nil {
      let nearest = surplus.indices
        .filter {
          let finding = found[surplus[$0]]
          return finding.check == expected.check && finding.hasKey(of: expected)
        }
        .min {
          found[surplus[$0]].mismatches(expected).count
            < found[surplus[$1]].mismatches(expected).count
        }
      missing.append((expected, nearest.map { found[surplus.remove(at: $0)] }))
    }
    self.missing = missing
    self.surplus = surplus.map { found[$0] }
  }
}

private func isAboutExceptions(_ check: String) -> Bool {
  [Notice.Name.exceptionExpired, .exceptionUnused].map(\.rawValue).contains(check)
}

/// Gives every expected finding one of those found, no two the same, as many as possible (augmenting
/// paths: which of several an earlier one has may change).
private struct Assignment {
  /// For each expected finding the index of the one found.
  private(set) var partners: [Int?]
  private let candidates: [[Int]]

  init(_ expected: [ExpectedFinding], _ found: [FoundFinding]) {
    candidates = expected.map { expected in
      found.indices.filter {
        found[$0].check == expected.check && found[$0].hasKey(of: expected)
          && found[$0].mismatches(expected).isEmpty
      }
    }
    partners = expected.map { _ in nil }
    for index in expected.indices {
      var tried: Set<Int> = []
      _ = assign(index, &tried)
    }
  }

  private mutating func assign(_ index: Int, _ tried: inout Set<Int>) -> Bool {
    for candidate in candidates[index] where tried.insert(candidate).inserted {
      let holder = partners.firstIndex(of: candidate)
      if let holder, !assign(holder, &tried) { continue }
      partners[index] = candidate
      return true
    }
    return false
  }
}
