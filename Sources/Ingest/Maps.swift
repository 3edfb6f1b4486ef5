import Ledger

/// The maps of a plan, those in files included.
func readMaps(_ plan: Plan, from folder: String) throws(NeededFileFailure) -> [CodeMap?] {
  var maps: [CodeMap?] = []
  for map in plan.maps {
    switch map.content {
    case .entries(let entries):
      maps.append(try codeMap(entries, plan.abbreviations, path: map.name))
    case .file(let path, let from, let to):
      let entries = try entries(path, from: from, to: to, folder)
      maps.append(try codeMap(entries, plan.abbreviations, path: path))
    }
  }
  return maps
}

private func codeMap(
  _ entries: [MapPlan.Entry], _ abbreviations: Abbreviations, path: String
) throws(NeededFileFailure) -> CodeMap {
  do throws(CodeMap.Collision) {
    return try CodeMap(entries: entries, abbreviations: abbreviations)
  } catch {
    throw NeededFileFailure(
      path: path,
      vietnamese: "“\(error.writing)” dẫn tới hai mã: \(error.first) và \(error.second)",
      english: "“\(error.writing)” leads to two codes: \(error.first) and \(error.second)")
  }
}

/// The writings and targets that a reference file lists.
private func entries(
  _ path: String, from: [String], to: String, _ folder: String
) throws(NeededFileFailure) -> [MapPlan.Entry] {
  var entries: [MapPlan.Entry] = []
  for cells in try referenceCells(path, headings: [to] + from, folder) {
    guard let target = cells[0] else { continue }
    entries.append(MapPlan.Entry(writing: target, target: target))
    for case let writing? in cells.dropFirst() {
      entries.append(MapPlan.Entry(writing: writing, target: target))
    }
  }
  return entries
}
