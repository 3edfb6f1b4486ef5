internal import CZlib
import Ledger

/// A stream of zlib, which every machine has.
@safe struct ZlibInflater: Inflating, ~Copyable {
  /// On the heap, because zlib keeps the address of the stream it was set up with.
  private let stream: UnsafeMutablePointer<z_stream>
  private(set) var isFinished = false

  init(_ framing: DeflateFraming) throws(Unreadable) {
    // Bits of the window, which stand for the frame as well.
    let bits: Int32 =
      switch framing {
      case .gzip: 31
      case .raw: -15
      }
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    guard unsafe doichieu_inflate_init(stream, bits) == Z_OK else {
      unsafe stream.deallocate()
      throw .archive("zlib")
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  mutating func restart() {
    unsafe inflateReset(stream)
    isFinished = false
  }

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
