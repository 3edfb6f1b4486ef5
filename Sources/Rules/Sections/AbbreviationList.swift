internal import Ledger

extension Compiler {
  /// `abbreviations` of all files as one list. One given twice is an error that names both places,
  /// however its letters are written.
  mutating func readAbbreviations(_ documents: [RuleDocument]) {
    var places: [String: Position] = [:]
    for document in documents {
      guard let node = document.mapping["abbreviations"] else { continue }
      for entry in entries(of: node) ?? [] {
        guard let meaning = text(entry.value, of: entry.name, keyAt: entry.key.position) else {
          continue
        }
        let letters = folded(entry.name)
        if let first = places[letters] {
          diagnostics.add(
            .repeatedName(entry.name, of: .abbreviation, at: entry.key.position, first: first))
        } else if plan.abbreviations.add(entry.name, for: meaning) {
          places[letters] = entry.key.position
        } else {
          diagnostics.add(
            .unusableValue(
              letters.isEmpty ? entry.name : meaning, of: "abbreviations",
              expected: ("words of letters", "từ có chữ cái"),
              at: letters.isEmpty ? entry.key.position : entry.value.position))
        }
      }
    }
    names.abbreviations = plan.abbreviations
  }
}
