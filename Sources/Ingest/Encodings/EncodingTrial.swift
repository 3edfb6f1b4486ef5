import Ledger

/// The words of a table that are not plain ASCII, to be read in one encoding after another.
struct EncodingTrial {
  /// Different words in order of appearance, each with at least one byte from 0x80.
  private let words: [[UInt8]]
  private let expected: Set<String>

  /// More different words prove no more.
  private static let wordCountMax = 2000
  private static let wordByteCountMax = 64

  init(_ sample: [UInt8], words expected: Set<String>) {
    var seen: Set<[UInt8]> = []
    var words: [[UInt8]] = []
    for part in sample.split(whereSeparator: { !isLetter($0) && $0 < 0x80 }) {
      guard words.count < Self.wordCountMax else { break }
      guard part.count <= Self.wordByteCountMax, part.contains(where: { $0 >= 0x80 }) else {
        continue
      }
      if seen.insert(Array(part)).inserted { words.append(Array(part)) }
    }
    self.words = words
    self.expected = expected
  }

  /// The words as one encoding has them; nil when it does not have them all.
  func reading(as encoding: TextEncoding) -> EncodingReading? {
    var reading = EncodingReading(encoding: encoding)
    for word in words {
      guard let text = encoding.text(of: word) else { return nil }
      reading.add(cleaned(text), expected)
    }
    return reading
  }
}

private func isLetter(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

/// What the words of a table are in one encoding.
struct EncodingReading: Sendable {
  let encoding: TextEncoding
  private(set) var texts: [String] = []
  /// Words with marks that can be Vietnamese, and those that cannot.
  private(set) var wellFormed = 0
  private(set) var malformed = 0
  /// Well-formed words that were expected in the table.
  private(set) var expected = 0

  init(encoding: TextEncoding) { self.encoding = encoding }

  var points: Int { wellFormed + 3 * expected - 2 * malformed }

  /// Nearly all words can be Vietnamese.
  var isVietnamese: Bool { points > 0 && wellFormed >= 4 * malformed }

  /// So much better than another reading that chance cannot have done it; measured in EncodingTests.
  func leads(_ other: EncodingReading) -> Bool { points >= other.points + 6 }

  fileprivate mutating func add(_ text: String, _ expectedWords: Set<String>) {
    texts.append(text)
    var hasSignInWord = false
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if let previous, previous.properties.isAlphabetic != scalar.properties.isAlphabetic {
        let sign = scalar.properties.isAlphabetic ? previous : scalar
        hasSignInWord = hasSignInWord || !isPunctuation(sign)
      }
      previous = scalar
    }
    if hasSignInWord { malformed += 1 }
    for part in text.lowercased().unicodeScalars.split(whereSeparator: {
      !$0.properties.isAlphabetic
    }) where part.contains(where: { !$0.isASCII }) {
      if isVietnameseSyllable(part) {
        wellFormed += 1
        if expectedWords.contains(String(part)) { expected += 1 }
      } else if part.contains(where: { !$0.isASCII && $0 != "đ" }) {
        // An abbreviation such as ĐVQHNS says nothing.
        malformed += 1
      }
    }
  }

  /// Signs that stand beside a word with no blank between.
  private func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    "“”‘’–—…\u{A0} ".unicodeScalars.contains(scalar)
  }
}

extension EncodingDecision {
  /// How the tables of a source are decided: its headings and labels are the words expected.
  init(_ source: SourcePlan, _ language: Language) {
    let texts = source.wantedHeadings.flatMap(\.texts) + source.totals + [Self.usualWords]
    let words = texts.flatMap {
      cleaned($0).lowercased().split { !($0.isLetter) }.map(String.init)
    }
    self.init(
      plan: source.encoding, language: language,
      words: Set(words.filter { !$0.utf8.allSatisfy { $0 < 0x80 } }))
  }

  /// Words of the tables and titles of public finance.
  private static let usualWords = """
    tổng cộng số đơn vị tính tiền ngày tháng năm chứng từ mã kế hoạch vốn giải ngân dự án loại hạch \
    toán đầu tư phát triển sự nghiệp kinh phí nội dung giá trị tên huyện xã tỉnh ủy ban nhân dân kho \
    bạc nhà nước đồng triệu tỷ được giao khối người chịu trách nhiệm
    """
}
