/// Whether the digits of one amount are those of the other with exactly one removed.
func haveDroppedDigit(_ amounts: WrittenAmounts) -> Bool {
  amounts.haveOneSign
    && amounts.hold { left, right in
      let (a, b) = (digits(of: left), digits(of: right))
      return lacksOne(a, of: b) || lacksOne(b, of: a)
    }
}

private func lacksOne(_ shorter: [UInt8], of longer: [UInt8]) -> Bool {
  guard shorter.count + 1 == longer.count else { return false }
  let same = zip(shorter, longer).prefix { $0 == $1 }.count
  return shorter[same...] == longer[(same + 1)...]
}
