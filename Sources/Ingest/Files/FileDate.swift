import Ledger

/// The date in a file's name: `2024-10-28`, `28-10-2024`, `20241028` or `28102024`, with any or no
/// separators. nil when there is none, or several that differ: a guess would be silent.
func fileDate(in name: String) -> Day? {
  var found: Set<Day> = []
  for run in digitRuns(in: Array(name.utf8)) {
    if let day = date(of: run) { found.insert(day) }
  }
  return found.count == 1 ? found.first : nil
}

/// Eight digits in a row, or numbers of 4-2-2 or 2-2-4 digits with one kind of separator.
private func digitRuns(in bytes: [UInt8]) -> [[Int]] {
  var numbers: [(start: Int, digits: [UInt8])] = []
  for (index, byte) in bytes.enumerated() where byte &- 0x30 <= 9 {
    if let last = numbers.last, last.start + last.digits.count == index {
      numbers[numbers.count - 1].digits.append(byte)
    } else {
      numbers.append((index, [byte]))
    }
  }
  func value(_ digits: some Sequence<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
  var runs: [[Int]] = []
  for (index, number) in numbers.enumerated() {
    if number.digits.count == 8 {
      let digits = number.digits
      runs.append([value(digits[0..<4]), value(digits[4..<6]), value(digits[6..<8])])
      runs.append([value(digits[4..<8]), value(digits[2..<4]), value(digits[0..<2])])
    }
    guard index + 2 < numbers.count else { continue }
    let three = numbers[index...(index + 2)]
    let counts = three.map(\.digits.count)
    let separators = three.dropLast().map { bytes[$0.start + $0.digits.count] }
    let isAdjacent = zip(three, three.dropFirst()).allSatisfy {
      $0.start + $0.digits.count + 1 == $1.start
    }
    guard isAdjacent, separators[0] == separators[1], "-_.".utf8.contains(separators[0]) else {
      continue
    }
    let values = three.map { value($0.digits) }
    if counts == [4, 2, 2] { runs.append(values) }
    if counts == [2, 2, 4] { runs.append(values.reversed()) }
  }
  return runs
}

/// Only years near ours: eight digits in a name are more often something else.
private func date(of parts: [Int]) -> Day? {
  guard (1990...2100).contains(parts[0]) else { return nil }
  return Day(year: parts[0], month: parts[1], day: parts[2])
}
