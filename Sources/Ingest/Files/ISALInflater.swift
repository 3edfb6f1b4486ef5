#if canImport(CISAL)
  internal import CISAL
  import Ledger

  /// A stream of ISA-L.
  @safe struct ISALInflater: Inflating, ~Copyable {
    /// On the heap, because it is 85 KiB.
    private let state: UnsafeMutablePointer<inflate_state>
    private let framing: DeflateFraming

    init(_ framing: DeflateFraming) throws(Unreadable) {
      unsafe state = .allocate(capacity: 1)
      unsafe state.initialize(to: inflate_state())
      self.framing = framing
      begin()
    }

    deinit { unsafe state.deallocate() }

    var isFinished: Bool { unsafe state.pointee.block_state == ISAL_BLOCK_FINISH }

    mutating func restart() { begin() }

    private func begin() {
      unsafe isal_inflate_init(state)
      unsafe state.pointee.crc_flag = UInt32(framing == .gzip ? ISAL_GZIP : ISAL_DEFLATE)
    }

    mutating func inflate(
      _ input: UnsafeMutableBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
    ) throws(Unreadable) -> (consumed: Int, produced: Int) {
      unsafe state.pointee.next_in = input.baseAddress
      unsafe state.pointee.avail_in = UInt32(input.count)
      unsafe state.pointee.next_out = output.baseAddress
      unsafe state.pointee.avail_out = UInt32(output.count)
      let status = unsafe isal_inflate(state)
      var rest = unsafe Int(state.pointee.avail_in)
      let produced = unsafe output.count - Int(state.pointee.avail_out)
      switch status {
      case ISAL_DECOMP_OK: break
      case ISAL_INCORRECT_CHECKSUM: throw .archive("incorrect data check")
      case ISAL_INVALID_WRAPPER: throw .archive("incorrect header check")
      case ISAL_UNSUPPORTED_METHOD: throw .archive("unknown compression method")
      default: throw .archive("invalid deflate data")
      }
      // Bytes behind the end that stand in its registers already were not needed.
      if isFinished { rest += unsafe Int(state.pointee.read_in_length / 8) }
      return (input.count - rest, produced)
    }
  }
#endif
