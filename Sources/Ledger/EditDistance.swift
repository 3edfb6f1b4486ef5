/// Damerau–Levenshtein distance, where no part is edited twice: insertions, deletions, replacements and
/// swaps of neighbours. Beyond `limit` it may be any greater number.
package func editDistance<Element: Equatable>(
  _ a: [Element], _ b: [Element], limit: Int = .max
) -> Int {
  if abs(a.count - b.count) > limit { return abs(a.count - b.count) }
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    var least = i + 1
    for j in b.indices {
      var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = min(cost, beforeLast[j - 1] + 1)
      }
      row.append(cost)
      least = min(least, cost)
    }
    // A swap reaches back two rows and costs one.
    if least > limit, (last.min() ?? 0) >= limit { return least }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
