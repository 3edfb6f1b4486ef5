/// Records of one window of a chunk, as offsets into the chunk's bytes.
struct Records {
  /// Offset of the first byte of each record.
  private(set) var starts: [UInt32] = []
  /// Index of each record's first separator.
  private(set) var firstSeparators: [UInt32] = []
  /// Line of each record, counted from 0 at the chunk's start.
  private(set) var lines: [UInt32] = []
  /// Whether libcsv has already taken the quotes off.
  private(set) var isUnquoted: [Bool] = []
  /// Offsets of the separators of all records.
  var separators: [UInt32] = []

  var count: Int { starts.count }

  mutating func removeAll() {
    starts.removeAll(keepingCapacity: true)
    firstSeparators.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    isUnquoted.removeAll(keepingCapacity: true)
  }

  mutating func append(start: Int, firstSeparator: Int, line: Int, isUnquoted: Bool = false) {
    starts.append(UInt32(start))
    firstSeparators.append(UInt32(firstSeparator))
    lines.append(UInt32(line))
    self.isUnquoted.append(isUnquoted)
  }

  /// The bytes of a field, without the quotes around it.
  @inline(__always)
  func field(_ field: Int, ofRecord record: Int, in bytes: Span<UInt8>) -> (start: Int, end: Int) {
    let first = Int(firstSeparators[record])
    let start = field == 0 ? Int(starts[record]) : Int(separators[first + field - 1]) + 1
    let end = Int(separators[first + field])
    if end - start >= 2, bytes[start] == 0x22, !isUnquoted[record] { return (start + 1, end - 1) }
    return (start, end)
  }
}
