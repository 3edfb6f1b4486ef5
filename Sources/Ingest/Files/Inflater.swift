internal import CZlib
import Ledger

/// An owned zlib stream that inflates what it is fed.
@safe struct Inflater: ~Copyable {
  enum Framing: Int32 {
    /// A .gz file: header and CRC-32 are checked by zlib.
    case gzip = 31
    /// A zip entry: bare deflate.
    case raw = -15
  }

  /// On the heap, because zlib keeps the address of the stream it was set up with.
  private let stream: UnsafeMutablePointer<z_stream>
  private(set) var isFinished = false

  init(_ framing: Framing) throws(Unreadable) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    guard unsafe doichieu_inflate_init(stream, framing.rawValue) == Z_OK else {
      unsafe stream.deallocate()
      throw .archive("zlib")
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Makes ready for the next member of a gzip file.
  mutating func restart() {
    unsafe inflateReset(stream)
    isFinished = false
  }

  /// Inflates from `input` into `output`; says how many bytes each of them moved on.
  mutating func inflate(
    _ input: UnsafeMutableBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) throws(Unreadable) -> (consumed: Int, produced: Int) {
    unsafe stream.pointee.next_in = input.baseAddress
    unsafe stream.pointee.avail_in = UInt32(input.count)
    unsafe stream.pointee.next_out = output.baseAddress
    unsafe stream.pointee.avail_out = UInt32(output.count)
    let status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
    let consumed = unsafe input.count - Int(stream.pointee.avail_in)
    let produced = unsafe output.count - Int(stream.pointee.avail_out)
    switch status {
    case Z_STREAM_END: isFinished = true
    case Z_OK: break
    // No progress was possible: the caller brings more input or more room.
    case Z_BUF_ERROR: break
    default:
      throw .archive(unsafe stream.pointee.msg.map { unsafe String(cString: $0) } ?? "deflate")
    }
    return (consumed, produced)
  }
}

/// Compressed bytes inflated piece by piece under the limits on size and ratio.
struct InflatingReader: ~Copyable {
  private var inflater: Inflater
  private let framing: Inflater.Framing
  private let limits: Limits
  private var input: [UInt8]
  private var available = 0..<0
  private var isInputOver = false
  private var compressedCount = 0
  private var expandedCount = 0

  /// `compressedByteCount` is what will come, where it is known.
  init(
    _ framing: Inflater.Framing, limits: Limits, compressedByteCount: Int = .max
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
