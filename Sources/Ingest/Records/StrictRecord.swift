internal import CLibCSV

/// One record read by libcsv, which knows the quoting rules; used where quotes are doubled or stray.
///
/// Strict, and without libcsv's trimming of blanks, so that both readers agree on every record. The
/// one stray quote that spreadsheets' exports are known for, `="00471"`, is read all the same.
@safe final class StrictReader {
  private let state: UnsafeMutablePointer<State>
  private let parser: UnsafeMutablePointer<csv_parser>
  private let delimiter: UInt8

  private struct State {
    var fields: [[UInt8]] = []
    var isComplete = false
  }

  init(delimiter: UInt8) {
    self.delimiter = delimiter
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(to: State())
    unsafe parser = .allocate(capacity: 1)
    unsafe parser.initialize(to: csv_parser())
    unsafe csv_init(parser, UInt8(CSV_STRICT) | UInt8(CSV_STRICT_FINI) | UInt8(CSV_REPALL_NL))
    unsafe csv_set_delim(parser, delimiter)
    unsafe csv_set_space_func(parser) { _ in 0 }
  }

  deinit {
    unsafe csv_free(parser)
    unsafe parser.deallocate()
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }

  enum Result {
    /// The fields, and the offset behind the record's line end.
    case record(fields: [[UInt8]], next: Int)
    /// The bytes end inside the record.
    case incomplete
    case broken
  }

  /// Reads the record that begins at `start`.
  func read(_ bytes: [UInt8], from start: Int) -> Result {
    unsafe state.pointee = State()
    // `csv_fini` leaves a broken record where it stopped; these put the parser at a record's start.
    unsafe parser.pointee.pstate = 0
    unsafe parser.pointee.quoted = 0
    unsafe parser.pointee.spaces = 0
    unsafe parser.pointee.entry_pos = 0
    var position = start
    while position < bytes.count {
      let lineEnd = bytes[position...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? (bytes.count - 1)
      let count = lineEnd + 1 - position
      let parsed = unsafe bytes.withUnsafeBufferPointer { buffer in
        unsafe csv_parse(
          parser, buffer.baseAddress?.advanced(by: position), count,
          { bytes, count, context in
            guard let state = unsafe context?.assumingMemoryBound(to: State.self) else { return }
            let field = unsafe UnsafeRawBufferPointer(start: bytes, count: count)
            unsafe state.pointee.fields.append(unsafe Array(field))
          },
          { _, context in
            unsafe context?.assumingMemoryBound(to: State.self).pointee.isComplete = true
          }, state)
      }
      guard parsed == count else {
        return formulaRecord(bytes, from: start, delimiter: delimiter)
      }
      position += count
      if unsafe state.pointee.isComplete {
        if position < bytes.count, bytes[position - 1] == 0x0D, bytes[position] == 0x0A {
          position += 1
        }
        return .record(fields: unsafe state.pointee.fields, next: position)
      }
    }
    return .incomplete
  }
}
