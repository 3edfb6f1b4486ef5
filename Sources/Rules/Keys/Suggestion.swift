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
