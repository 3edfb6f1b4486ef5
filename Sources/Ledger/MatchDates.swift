extension Plan {
  /// The columns that date the rows of a match on each side: the compared dates, else those of
  /// `pending`, else those that a pass names, else the only date of the source; nil for none.
  package func dateColumns(of match: MatchPlan) -> (left: Int?, right: Int?) {
    let (lefts, rights) = (sources[match.left.source].columns, sources[match.right.source].columns)
    let compared = match.comparisons.map { (left: $0.left, right: $0.right) }
    let pending = match.pending.map { [(left: $0.left, right: $0.right)] } ?? []
    let named = match.passes.flatMap(\.columns)
    let dated = (compared + pending + named).first {
      lefts[$0.left].type == .date && rights[$0.right].type == .date
    }
    if let dated { return (dated.left, dated.right) }
    return (onlyDate(lefts), onlyDate(rights))
  }

  private func onlyDate(_ columns: [ColumnPlan]) -> Int? {
    let dates = columns.indices.filter { columns[$0].type == .date && columns[$0].isUsed }
    return dates.count == 1 ? dates[0] : nil
  }

  /// Columns of a source by which some match dates its rows.
  package func matchDates(ofSource index: Int) -> Set<Int> {
    var columns: Set<Int> = []
    for match in matches {
      let dates = dateColumns(of: match)
      if match.left.source == index, let left = dates.left { columns.insert(left) }
      if match.right.source == index, let right = dates.right { columns.insert(right) }
    }
    return columns
  }
}
