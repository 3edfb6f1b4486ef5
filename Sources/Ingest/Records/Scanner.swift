internal import CScan

/// The structure of a stretch of CSV bytes: where fields end, and where quoting is out of the plain.
///
/// Works 64 bytes a step: the running XOR of the quote bits says which bytes stand inside quotes, so
/// separators inside quotes fall away without looking at single bytes. A quote that opens anywhere
/// but at the start of a field, or closes anywhere but at its end, is *stray*: from there on inside
/// and outside cannot be told by counting, and the record goes to libcsv.
struct Structure {
  /// Offsets of delimiters and record ends outside quotes, ascending. A record ends at a line feed or
  /// a carriage return; the line feed after a carriage return belongs to it and is left out.
  var separators: [UInt32] = []
  /// Indexes into `separators` of those that end a record.
  var recordEnds: [UInt32] = []
  /// Offsets of the second quote of each doubled pair inside quotes.
  var doubled: [UInt32] = []
  /// Offsets of line ends inside quotes.
  var innerBreaks: [UInt32] = []
  /// Offset of the first stray quote; nothing beyond it is reliable.
  var stray: Int?
  /// Whether the stretch ends inside quotes.
  var endsInsideQuotes = false
}

/// Finds the structure of `bytes[start..<end]`, which must begin outside quotes at a record's start.
///
/// Stops after the block that holds a stray quote. Offsets count from the start of `bytes`.
func scan(
  _ bytes: [UInt8], from start: Int, to end: Int, delimiter: UInt8, into found: inout Structure
) {
  found.separators.removeAll(keepingCapacity: true)
  found.recordEnds.removeAll(keepingCapacity: true)
  found.doubled.removeAll(keepingCapacity: true)
  found.innerBreaks.removeAll(keepingCapacity: true)
  found.stray = nil
  var carry = Carry()
  var tail: [UInt8] = []
  var offset = start
  unsafe bytes.withUnsafeBufferPointer { buffer in
    while offset < end, found.stray == nil {
      let count = min(64, end - offset)
      let masks: doichieu_masks
      if offset + 64 <= buffer.count, let base = buffer.baseAddress {
        masks = unsafe doichieu_scan64(base + offset, delimiter)
      } else {
        tail = unsafe Array(buffer[offset..<end])
        tail.append(contentsOf: repeatElement(0, count: 64 - count))
        masks = unsafe tail.withUnsafeBufferPointer { padded in
          unsafe padded.baseAddress.map { unsafe doichieu_scan64($0, delimiter) }
            ?? doichieu_masks()
        }
      }
      let valid: UInt64 = count == 64 ? .max : (1 << UInt64(count)) - 1
      note(masks, valid: valid, at: UInt32(offset), carry: &carry, in: &found)
      offset += count
    }
  }
  found.endsInsideQuotes = carry.isInside != 0
  // The last byte may close a quote without anything after it; that is a proper end.
}

/// What one block hands to the next.
private struct Carry {
  /// All ones inside quotes.
  var isInside: UInt64 = 0
  /// Bit 0: a field begins here, after a separator or at the start of the stretch.
  var afterSeparator: UInt64 = 1
  /// Bit 0: the last byte was a carriage return.
  var afterReturn: UInt64 = 0
  /// Bit 0: the last byte was a closing quote.
  var afterClosing: UInt64 = 0
}

@inline(__always)
private func note(
  _ masks: doichieu_masks, valid: UInt64, at offset: UInt32, carry: inout Carry,
  in found: inout Structure
) {
  let quotes = masks.quotes & valid
  let returns = masks.returns & valid
  let feeds = masks.line_feeds & valid
  // The line feed of CRLF is part of the carriage return's line end.
  let pairedFeeds = feeds & ((returns << 1) | carry.afterReturn)
  carry.afterReturn = returns >> 63
  let lineEnds = (feeds & ~pairedFeeds) | returns
  let ends = (masks.delimiters & valid) | lineEnds
  if quotes == 0, carry.isInside == 0, carry.afterClosing == 0 {
    emit(ends, lineEnds: lineEnds, at: offset, into: &found)
    carry.afterSeparator = (ends | pairedFeeds) >> 63
    return
  }
  // Bit i of `inside`: an odd number of quotes up to and with byte i.
  let inside = prefixXOR(quotes) ^ carry.isInside
  let separators = ends & ~inside
  let fieldStarts = ((separators | (pairedFeeds & ~inside)) << 1) | carry.afterSeparator
  let opening = quotes & inside
  let closing = quotes & ~inside
  let afterClosing = (closing << 1) | carry.afterClosing
  let doubled = opening & afterClosing
  let stray = (opening & ~doubled & ~fieldStarts) | (afterClosing & ~separators & ~opening & valid)
  let innerBreaks = lineEnds & inside
  emit(separators, lineEnds: lineEnds & ~inside, at: offset, into: &found)
  append(doubled, at: offset, to: &found.doubled)
  append(innerBreaks, at: offset, to: &found.innerBreaks)
  if stray != 0 { found.stray = Int(offset) + stray.trailingZeroBitCount }
  carry.isInside = UInt64(bitPattern: Int64(bitPattern: inside) >> 63)
  carry.afterSeparator = (separators | (pairedFeeds & ~inside)) >> 63
  carry.afterClosing = closing >> 63
}

@inline(__always)
private func emit(
  _ separators: UInt64, lineEnds: UInt64, at offset: UInt32, into found: inout Structure
) {
  let base = UInt32(truncatingIfNeeded: found.separators.count)
  append(separators, at: offset, to: &found.separators)
  var rest = lineEnds
  while rest != 0 {
    let below = separators & ((rest & (0 &- rest)) &- 1)
    found.recordEnds.append(base &+ UInt32(truncatingIfNeeded: below.nonzeroBitCount))
    rest &= rest &- 1
  }
}

@inline(__always)
private func append(_ bits: UInt64, at offset: UInt32, to offsets: inout [UInt32]) {
  var rest = bits
  while rest != 0 {
    offsets.append(offset &+ UInt32(truncatingIfNeeded: rest.trailingZeroBitCount))
    rest &= rest &- 1
  }
}

/// Bit i is the parity of bits 0…i.
@inline(__always)
private func prefixXOR(_ bits: UInt64) -> UInt64 {
  var value = bits
  value ^= value << 1
  value ^= value << 2
  value ^= value << 4
  value ^= value << 8
  value ^= value << 16
  value ^= value << 32
  return value
}
