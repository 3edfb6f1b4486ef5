import Ledger

/// The encoding of one table and what speaks for it.
struct DecidedEncoding: Sendable {
  var encoding: TextEncoding
  /// For run.json, in the language of the run.
  var evidence: String
  /// A UTF-8 byte order mark leads the file.
  var hasMark = false

  /// Sheets of workbooks come as UTF-8.
  static let workbook = DecidedEncoding(encoding: .utf8, evidence: "Office Open XML")

  var name: String { hasMark && encoding == .utf8 ? "utf-8-bom" : encoding.name }

  /// The front of the table is text as it stands.
  var isDirect: Bool { encoding == .utf8 || encoding == .ascii }
}

/// How the encoding of a source's tables is decided: declared, or by what their first bytes show.
struct EncodingDecision: Sendable {
  let plan: EncodingPlan
  let language: Language
  /// Small words that the tables should hold, those of the declared headings among them.
  let words: Set<String>

  /// Bytes behind the first that is not ASCII by which a late decision is made.
  static let sampleByteCount = Limits.headByteCount

  /// Decides by the first bytes of a table, `isWhole` when there is nothing behind them.
  func decide(_ front: [UInt8], isWhole: Bool) throws(Unreadable) -> DecidedEncoding {
    switch plan {
    case .auto: return try decideByEvidence(front, isWhole: isWhole)
    case .utf8:
      try checkText(front, isWhole: isWhole)
      return decidedUTF8(front, .declared)
    case .utf16:
      guard let encoding = byteOrder(of: front) else { throw .notUTF16 }
      return decided(encoding, .declared)
    case .windows1258: return try declared(.windows1258, front)
    case .windows1252: return try declared(.windows1252, front)
    case .tcvn3: return try declared(.tcvn3, front)
    case .vni: return try declared(.vni, front)
    }
  }

  /// Decides by a stretch with which a file that was ASCII so far goes on.
  func decideLate(_ sample: [UInt8], isWhole: Bool) throws(Unreadable) -> DecidedEncoding {
    // Damage that stands here is rejected row by row, as it is behind a front in UTF-8.
    if UTF8Check(sample, isWhole: isWhole).isMostlyUTF8 {
      return decideUTF8(sample, isWhole: isWhole)
    }
    return try decideByWords(sample, isWhole: isWhole)
  }

  private func decideByEvidence(
    _ front: [UInt8], isWhole: Bool
  ) throws(Unreadable) -> DecidedEncoding {
    if hasUTF16Mark(front) || front.prefix(Limits.headByteCount).contains(0) {
      if let encoding = byteOrder(of: front), isPlausible(encoding, front, isWhole: isWhole) {
        return decided(encoding, hasUTF16Mark(front) ? .byteOrderMark : .zeroBytes)
      }
      try checkText(front, isWhole: isWhole)
    }
    let check = UTF8Check(front: front, isWhole: isWhole)
    if check.highByteCount == 0 { return decided(isWhole ? .utf8 : .ascii, .ascii) }
    if check.isMostlyUTF8 {
      try checkText(front, isWhole: isWhole)
      return decideUTF8(front, isWhole: isWhole)
    }
    return try decideByWords(front, isWhole: isWhole)
  }

  /// An encoding of bytes as declared, unless the file says plainly that it is another.
  private func declared(
    _ encoding: TextEncoding, _ front: [UInt8]
  ) throws(Unreadable) -> DecidedEncoding {
    if hasUTF8Mark(front) { throw .otherMark(declared: encoding) }
    try checkNoZero(front)
    return decided(encoding, .declared)
  }

  /// UTF-8, or UTF-8 written twice where that makes the better words: that all of it decodes strictly is
  /// nearly proof.
  private func decideUTF8(_ sample: [UInt8], isWhole: Bool) -> DecidedEncoding {
    let plain = decidedUTF8(sample, hasUTF8Mark(sample) ? .byteOrderMark : .validUTF8)
    guard TextEncoding.doubledUTF8.decodes(sample, isWhole: isWhole) else { return plain }
    let trial = EncodingTrial(sample, words: words)
    guard let once = trial.reading(as: .utf8), let twice = trial.reading(as: .doubledUTF8),
      twice.isVietnamese, twice.points > once.points
    else { return plain }
    return decided(.doubledUTF8, .words(twice, next: once))
  }

  /// The encoding of bytes in which the words are Vietnamese.
  private func decideByWords(
    _ sample: [UInt8], isWhole: Bool
  ) throws(Unreadable) -> DecidedEncoding {
    let trial = EncodingTrial(sample, words: words)
    let readings = [TextEncoding.windows1252, .windows1258, .tcvn3, .vni]
      .compactMap(trial.reading).sorted { $0.points > $1.points }
    guard let best = readings.first else { throw .undecidableEncoding([]) }
    // Where nothing follows, it does not matter which of two encodings gave the same text.
    let others = readings.dropFirst().filter { !isWhole || $0.texts != best.texts }
    guard others.allSatisfy(best.leads), best.isVietnamese || (isWhole && others.isEmpty) else {
      throw .undecidableEncoding(readings.map(\.encoding))
    }
    return decided(best.encoding, .words(best, next: others.first))
  }

  private func decided(_ encoding: TextEncoding, _ evidence: EncodingEvidence) -> DecidedEncoding {
    DecidedEncoding(encoding: encoding, evidence: evidence.text(in: language))
  }

  private func decidedUTF8(_ front: [UInt8], _ evidence: EncodingEvidence) -> DecidedEncoding {
    var decided = decided(.utf8, evidence)
    decided.hasMark = hasUTF8Mark(front)
    return decided
  }
}

private func hasUTF8Mark(_ front: [UInt8]) -> Bool { front.starts(with: [0xEF, 0xBB, 0xBF]) }

/// The mark of UTF-32 begins as that of UTF-16 does.
private func hasUTF16Mark(_ front: [UInt8]) -> Bool {
  front.starts(with: [0xFF, 0xFE]) && !front.starts(with: [0xFF, 0xFE, 0, 0])
    || front.starts(with: [0xFE, 0xFF])
}

/// The order of bytes in UTF-16, by its mark or by where ASCII has its zeros.
private func byteOrder(of front: [UInt8]) -> TextEncoding? {
  if hasUTF16Mark(front) { return front[0] == 0xFF ? .utf16LittleEndian : .utf16BigEndian }
  let zeros = zeroCounts(front)
  if zeros.even == zeros.odd { return nil }
  return zeros.odd > zeros.even ? .utf16LittleEndian : .utf16BigEndian
}

/// Whether a file with zeros is UTF-16 indeed: its mark says so, or an eighth of it is ASCII, with zeros
/// on one side only, and all of it decodes.
private func isPlausible(_ encoding: TextEncoding, _ front: [UInt8], isWhole: Bool) -> Bool {
  if hasUTF16Mark(front) { return true }
  let zeros = zeroCounts(front)
  return min(zeros.even, zeros.odd) == 0 && max(zeros.even, zeros.odd) >= front.count / 16
    && encoding.decodes(front, isWhole: isWhole)
}

/// Zeros at even and at odd offsets.
private func zeroCounts(_ front: [UInt8]) -> (even: Int, odd: Int) {
  var counts = (even: 0, odd: 0)
  for (offset, byte) in front.enumerated() where byte == 0 {
    if offset % 2 == 0 { counts.even += 1 } else { counts.odd += 1 }
  }
  return counts
}
