import Ledger

/// What is added to the message of a finding that meets an exception.
func wording(
  of exemption: Exemption, _ exceptions: [ExceptionPlan], _ form: LanguageForm
) -> String {
  func why(_ index: Int) -> String { "\(exceptions[index].because), \(exceptions[index].by)" }
  func day(_ index: Int) -> String {
    form.text(.exact(Ratio(exceptions[index].until.number)), type: .date)
  }
  func limit(_ index: Int) -> String {
    guard let limit = exceptions[index].limit else { return "" }
    let value = form.text(.exact(limit.value), type: limit.type)
    guard limit.type == .days else { return value }
    return value + (form.language == .vietnamese ? " ngày" : " days")
  }
  switch (exemption, form.language) {
  case (.accepted(let index), .vietnamese):
    return " (chấp nhận đến hết \(day(index)): \(why(index)))"
  case (.accepted(let index), .english):
    return " (accepted until \(day(index)): \(why(index)))"
  case (.expired(let index), .vietnamese):
    return " (chỉ được chấp nhận đến hết \(day(index)): \(why(index)))"
  case (.expired(let index), .english):
    return " (was accepted until \(day(index)): \(why(index)))"
  case (.beyondLimit(let index), .vietnamese):
    return " (vượt mức chấp nhận \(limit(index)): \(why(index)))"
  case (.beyondLimit(let index), .english):
    return " (beyond the accepted \(limit(index)): \(why(index)))"
  }
}
