import Ledger

/// Compressed bytes inflated piece by piece under the limits on size and ratio.
struct InflatingReader: ~Copyable {
  private var inflater: Inflater
  private let framing: DeflateFraming
  private let limits: Limits
  private var input: [UInt8]
  /// What of `input` is not inflated yet; begins below 0 where bytes of an earlier filling were not needed.
  private var available = 0..<0
  private var isInputOver = false
  private var compressedCount = 0
  private var expandedCount = 0

  /// `compressedByteCount` is what will come, where it is known.
  init(
    _ framing: DeflateFraming, limits: Limits, compressedByteCount: Int = .max
  ) throws(Unreadable) {
    inflater = try Inflater(framing)
    self.framing = framing
    self.limits = limits
    // One byte more, so that the end shows with the last piece.
    input = [UInt8](repeating: 0, count: min(256 << 10, compressedByteCount) + 1)
  }

  /// Every compressed byte that was fetched was needed.
  var isEmptied: Bool { available.isEmpty }

  /// Fills `space`, fetching compressed bytes from `source`; fewer only at the end of the stream.
  mutating func read(
    into space: UnsafeMutableBufferPointer<UInt8>,
    from source: (UnsafeMutableBufferPointer<UInt8>) throws(Unreadable) -> Int
  ) throws(Unreadable) -> Int {
    var filled = 0
    while filled < space.count {
      if available.isEmpty, !isInputOver { try unsafe refill(from: source) }
      if inflater.isFinished {
        guard framing == .gzip, !available.isEmpty else { break }
        guard available.lowerBound >= 0 else { throw .archive("gzip") }
        inflater.restart()
      }
      let window = available
      let rest = unsafe UnsafeMutableBufferPointer(rebasing: space[filled...])
      let moved = try unsafe inflatePiece(window, into: rest)
      available = (window.lowerBound + moved.consumed)..<window.upperBound
      filled += moved.produced
      expandedCount += moved.produced
      try checkLimits()
      if moved == (0, 0), available.isEmpty, isInputOver {
        guard inflater.isFinished else { throw .truncated }
        break
      }
    }
    return filled
  }

  private mutating func inflatePiece(
    _ window: Range<Int>, into space: UnsafeMutableBufferPointer<UInt8>
  ) throws(Unreadable) -> (consumed: Int, produced: Int) {
    var failure: Unreadable?
    var moved = (consumed: 0, produced: 0)
    unsafe input.withUnsafeMutableBufferPointer { buffer in
      do throws(Unreadable) {
        let piece = unsafe UnsafeMutableBufferPointer(rebasing: buffer[window])
        moved = try unsafe inflater.inflate(piece, into: space)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return moved
  }

  private mutating func refill(
    from source: (UnsafeMutableBufferPointer<UInt8>) throws(Unreadable) -> Int
  ) throws(Unreadable) {
    var failure: Unreadable?
    var got = 0
    unsafe input.withUnsafeMutableBufferPointer { buffer in
      do throws(Unreadable) { got = try unsafe source(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
    available = 0..<got
    compressedCount += got
    isInputOver = got < input.count
  }

  private func checkLimits() throws(Unreadable) {
    if expandedCount > limits[.entryBytes] { throw .beyond(.entryBytes, limits) }
    let consumedCount = compressedCount - available.count
    if (expandedCount - Limits.ratioFreeByteCount) / limits[.archiveRatio] > consumedCount {
      throw .beyond(.archiveRatio, limits)
    }
  }
}

/// The content of a `.gz` file, of one member or several.
final class GzipStream: ByteStream {
  private let file: any ByteStream
  private var reader: InflatingReader
  /// Told how many bytes came out so far.
  private let note: (Int) throws(Unreadable) -> Void
  private var producedCount = 0
  var byteCountExpected: Int? { nil }
  var packedByteCount: Int { file.packedByteCount }

  init(
    of file: any ByteStream, limits: Limits = Limits(),
    note: @escaping (Int) throws(Unreadable) -> Void = { (_) throws(Unreadable) in }
  ) throws(Unreadable) {
    self.file = file
    self.note = note
    reader = try InflatingReader(.gzip, limits: limits)
  }

  func read(into space: UnsafeMutableBufferPointer<UInt8>) throws(Unreadable) -> Int {
    let count = try unsafe reader.read(into: space) { (input) throws(Unreadable) in
      try unsafe file.read(into: input)
    }
    producedCount += count
    try note(producedCount)
    return count
  }
}
