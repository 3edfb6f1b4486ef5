/// Damerau–Levenshtein distance, where no part is edited twice: insertions, deletions, replacements and
/// swaps of neighbours. Beyond `limit` it may be any greater number.
///
/// Inlinable, so that each module has it for its own elements: a list of known codes is held against
/// many writings.
@inlinable
package func editDistance<Element: Equatable>(
  _ a: [Element], _ b: [Element], limit: Int = .max
) -> Int {
  if abs(a.count - b.count) > limit { return abs(a.count - b.count) }
  // What both begin and end with needs no edit.
  var start = 0
  var (aEnd, bEnd) = (a.count, b.count)
  while start < min(aEnd, bEnd), a[start] == b[start] { start += 1 }
  while start < min(aEnd, bEnd), a[aEnd - 1] == b[bEnd - 1] { (aEnd, bEnd) = (aEnd - 1, bEnd - 1) }
  let width = bEnd - start
  if start == aEnd || width == 0 { return max(aEnd - start, width) }
  // Rows of the table of distances between all beginnings, of which three are needed at a time.
  var (beforeLast, last) = ([Int](repeating: 0, count: width + 1), Array(0...width))
  var row = beforeLast
  for i in start..<aEnd {
    row[0] = i - start + 1
    var least = row[0]
    for j in start..<bEnd {
      let column = j - start
      var cost = min(
        row[column] + 1, last[column + 1] + 1, last[column] + (a[i] == b[j] ? 0 : 1))
      if i > start, j > start, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      row[column + 1] = cost
      least = min(least, cost)
    }
    // A swap reaches back two rows and costs one.
    if least > limit, (last.min() ?? 0) >= limit { return least }
    (beforeLast, last, row) = (last, row, beforeLast)
  }
  return last[width]
}
