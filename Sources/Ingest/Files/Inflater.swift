import Ledger

/// An engine that inflates what it is fed, piece by piece.
protocol Inflating: ~Copyable {
  init(_ framing: DeflateFraming) throws(Unreadable)

  /// The stream has ended, and its checksum was right where its frame has one.
  var isFinished: Bool { get }

  /// Inflates from `input` into `output`; says how many bytes each of them moved on. Neither moves where
  /// more input or more room is wanted. At the end `consumed` is less than 0 when bytes of an earlier call
  /// turn out to stand behind the stream.
  mutating func inflate(
    _ input: UnsafeMutableBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) throws(Unreadable) -> (consumed: Int, produced: Int)

  /// Makes ready for the next member of a gzip file.
  mutating func restart()
}

/// What stands around deflated bytes.
enum DeflateFraming {
  /// A .gz file: a header in front, CRC-32 and size behind, which the engine checks.
  case gzip
  /// A zip entry: nothing.
  case raw
}

// ISA-L where the machine that builds has it, because it takes less than half the time; else zlib.
#if canImport(CISAL)
  typealias Inflater = ISALInflater
#else
  typealias Inflater = ZlibInflater
#endif
