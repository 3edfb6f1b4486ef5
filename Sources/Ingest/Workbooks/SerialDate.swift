import Ledger

extension DateSystem {
  /// The day of a serial number; nil for day 60, and before and beyond the years that Excel knows.
  func day(ofSerial serial: Int) -> Day? {
    let number: Int?
    switch self {
    // Counted from 1899-12-31, and from the day before it once the false day has passed.
    case .from1900:
      number = serial < 1 || serial == 60 ? nil : serial - (serial < 60 ? 25_568 : 25_569)
    case .from1904: number = serial < 0 ? nil : serial - 24_107
    }
    let lastNumber = 2_932_896
    guard let number, number <= lastNumber else { return nil }
    return Day(number: Int32(number))
  }

  /// The date of a serial as a cell shows it, 29/02/1900 included; nil when it shows none.
  func written(_ serial: Int) -> String? {
    if self == .from1900, serial == 60 { return "1900-02-29" }
    return day(ofSerial: serial)?.description
  }
}
