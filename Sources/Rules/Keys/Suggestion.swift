internal import Ledger

/// The name that was probably meant: near enough by insertions, deletions, replacements and swaps
/// of neighbours, or equal without case and accents. Of several the nearest, then the first.
func suggestion(for written: String, among names: [String]) -> String? {
  if let same = names.first(where: { folded($0) == folded(written) && !folded(written).isEmpty }) {
    return same
  }
  let letters = Array(written.lowercased())
  let limit = letters.count <= 3 ? 1 : letters.count <= 7 ? 2 : 3
  var best: (name: String, distance: Int)?
  for name in names where name != written {
    let distance = editDistance(letters, Array(name.lowercased()))
    if distance <= limit, distance < max(letters.count, 1), distance < best?.distance ?? .max {
      best = (name, distance)
    }
  }
  return best?.name
}

/// Damerau–Levenshtein distance, where no part is edited twice.
func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = min(cost, beforeLast[j - 1] + 1)
      }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
