import Ledger

/// Notices of a match whose tolerances let more pass altogether than `tolerance_limit` allows.
func toleranceNotices(
  of match: MatchPlan, _ result: MatchResult, _ language: Language
) -> [Notice] {
  guard let limit = match.toleranceLimit else { return [] }
  return zip(match.bridges, result.tolerated).filter { $1 > Int128(limit) }.map { column, sum in
    Notice(
      .toleranceLimit, severity: match.severity,
      key: [("match", match.name), ("column", column.name)], field: column.name,
      left: .exact(Ratio(limit)), right: .exact(Ratio(sum)),
      difference: .exact(Ratio(sum - Int128(limit))),
      message: language == .vietnamese
        ? "Các chênh lệch được bỏ qua trong mức sai số cộng lại vượt `tolerance_limit`"
        : "the differences that tolerances let pass add up to more than `tolerance_limit`")
  }
}
