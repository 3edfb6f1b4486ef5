import Ledger

/// Which stored rows a frame reads, in order; −1 is an absent row, whose cells are missing.
enum Selection: Sendable {
  case range(Range<Int>)
  case rows([Int])

  var count: Int {
    switch self {
    case .range(let range): range.count
    case .rows(let rows): rows.count
    }
  }

  /// The stored row at a place.
  @inline(__always)
  func row(_ index: Int) -> Int {
    switch self {
    case .range(let range): range.lowerBound + index
    case .rows(let rows): rows[index]
    }
  }

  /// Consecutive places of this selection.
  func slice(_ places: Range<Int>) -> Selection {
    switch self {
    case .range(let range):
      let first = range.lowerBound
      return .range((first + places.lowerBound)..<(first + places.upperBound))
    case .rows(let rows): return .rows(Array(rows[places]))
    }
  }

  /// Some places of this selection, in any order.
  func picking(_ places: [Int]) -> Selection {
    switch self {
    case .range(let range):
      return range.lowerBound == 0 ? .rows(places) : .rows(places.map { $0 + range.lowerBound })
    case .rows(let rows): return .rows(places.map { rows[$0] })
    }
  }

  /// The ids of the selected rows; 0 for absent ones.
  func gather(_ ids: SymbolIDs) -> [UInt32] {
    switch self {
    case .range(let range): range.map { ids[$0] }
    case .rows(let rows): rows.map { $0 < 0 ? 0 : ids[$0] }
    }
  }

  /// The elements of the selected rows.
  func gather<Element>(_ elements: [Element], absent: Element) -> [Element] {
    switch self {
    case .range(let range):
      range.count == elements.count ? elements : Array(elements[range])
    case .rows(let rows): rows.map { $0 < 0 ? absent : elements[$0] }
    }
  }
}
