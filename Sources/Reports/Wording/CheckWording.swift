import Ledger

/// What is said about a check whose rule has no message of its own.
func defaultMessage(of check: CheckPlan, language: Language) -> String {
  switch (check.expected, language) {
  case (let expected?, .vietnamese): "Trái với yêu cầu: \(expected)"
  case (let expected?, .english): "Not as expected: \(expected)"
  case (nil, .vietnamese): "Vi phạm điều kiện “\(check.name)”"
  case (nil, .english): "Check “\(check.name)” does not hold"
  }
}

/// What is said where a figure of a check did not fit 128 bits.
func overflowMessage(of check: CheckPlan, language: Language) -> String {
  switch language {
  case .vietnamese: "“\(check.name)”: phép tính vượt quá 128 bit nên không kết luận được"
  case .english: "“\(check.name)”: a figure does not fit 128 bits, so nothing is known"
  }
}
