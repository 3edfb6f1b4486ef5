internal import CExpat
import Ledger

/// What is made of the elements of one XML part, in the order of the file.
protocol XMLContent {
  mutating func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(Unreadable)
  /// True where what was made so far should be taken before there is more of it.
  mutating func end() throws(Unreadable) -> Bool
  /// Text between tags, in as many pieces as the parser likes.
  mutating func text(_ piece: UnsafeBufferPointer<UInt8>) throws(Unreadable)
}

/// The content of a part on its way from the parser, which cannot know its type.
final class XMLReader<Content: XMLContent>: XMLEvents {
  var content: Content

  init(_ content: Content) { self.content = content }

  func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(Unreadable) {
    try content.begin(name, attributes)
  }

  func end() throws(Unreadable) -> Bool { try content.end() }

  func text(_ piece: UnsafeBufferPointer<UInt8>) throws(Unreadable) {
    try unsafe content.text(piece)
  }
}

/// Who is told of elements.
protocol XMLEvents: AnyObject {
  func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(Unreadable)
  func end() throws(Unreadable) -> Bool
  func text(_ piece: UnsafeBufferPointer<UInt8>) throws(Unreadable)
}

/// One part of a workbook on its way through expat, a piece at a time.
///
/// A document type declaration is refused outright, and with it every entity a file could declare;
/// so are elements nested too deep and tags too long.
@safe final class XMLParser {
  private let parser: XML_Parser
  let stream: any ByteStream
  private let part: String
  private let reader: any XMLEvents
  private var failure: Unreadable?
  private var depth = 0
  private var fedCount = 0
  private var isFed = false
  private var isPaused = false
  var isOver: Bool { isFed && !isPaused }

  /// Bytes of XML taken at a time.
  private static let pieceByteCount = 16 << 10

  init(_ stream: any ByteStream, part: String, into reader: any XMLEvents) throws(Unreadable) {
    guard let parser = unsafe XML_ParserCreate(nil) else { throw .archive("expat") }
    unsafe self.parser = parser
    self.stream = stream
    self.part = part
    self.reader = reader
    unsafe XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    unsafe XML_SetElementHandler(
      parser,
      { context, name, attributes in
        guard let name = unsafe name, let attributes = unsafe attributes else { return }
        unsafe XMLParser.from(context)?.begin(XMLName(name), XMLAttributes(attributes))
      },
      { context, _ in unsafe XMLParser.from(context)?.end() })
    unsafe XML_SetCharacterDataHandler(parser) { context, bytes, count in
      let piece = unsafe UnsafeBufferPointer(start: bytes, count: Int(count))
      unsafe piece.withMemoryRebound(to: UInt8.self) { unsafe XMLParser.from(context)?.text($0) }
    }
    unsafe XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
      unsafe XMLParser.from(context)?.refuseDoctype()
    }
  }

  deinit { unsafe XML_ParserFree(parser) }

  /// Parses the next piece, or what is left of one at which the content was full; sets `isOver` behind
  /// the last.
  func parseNext() throws(Unreadable) {
    let status = try isPaused ? unsafe XML_ResumeParser(parser) : feed()
    if let failure { throw failure }
    guard status != XML_STATUS_ERROR else { throw .brokenXML(part, place, errorText) }
    isPaused = status == XML_STATUS_SUSPENDED
    // expat keeps a tag until its end has come.
    let waitingCount = unsafe fedCount - Int(XML_GetCurrentByteIndex(parser))
    guard waitingCount <= Limits.xmlTagByteCountMax + Self.pieceByteCount else {
      throw .tooLarge("\(part), \(place): \(Limits.xmlTagByteCountMax >> 20) MiB")
    }
  }

  private func feed() throws(Unreadable) -> XML_Status {
    let (bytes, isLast) = try stream.chunk(after: [], upTo: Self.pieceByteCount)
    fedCount += bytes.count
    isFed = isLast
    return unsafe bytes.withUnsafeBytes { buffer in
      unsafe XML_Parse(
        parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count),
        isLast ? 1 : 0)
    }
  }

  /// Parses to the end.
  func parseAll() throws(Unreadable) {
    while !isOver { try parseNext() }
  }

  private var place: String {
    unsafe "\(XML_GetCurrentLineNumber(parser)):\(XML_GetCurrentColumnNumber(parser) + 1)"
  }

  private var errorText: String {
    unsafe XML_ErrorString(XML_GetErrorCode(parser)).map { unsafe String(cString: $0) } ?? "XML"
  }

  /// The parser that expat's user pointer stands for; it outlives every call of expat.
  private static func from(_ context: UnsafeMutableRawPointer?) -> XMLParser? {
    unsafe context.map { unsafe Unmanaged<XMLParser>.fromOpaque($0).takeUnretainedValue() }
  }

  private func begin(_ name: XMLName, _ attributes: XMLAttributes) {
    depth += 1
    attempt { () throws(Unreadable) in
      guard depth <= Limits.xmlDepthMax else {
        throw .tooLarge("\(part), \(place): \(Limits.xmlDepthMax) levels")
      }
      try reader.begin(name, attributes)
    }
  }

  private func end() {
    depth -= 1
    attempt { () throws(Unreadable) in
      // expat keeps what it has not parsed.
      if try reader.end() { _ = unsafe XML_StopParser(parser, 1) }
    }
  }

  private func text(_ piece: UnsafeBufferPointer<UInt8>) {
    attempt { () throws(Unreadable) in try unsafe reader.text(piece) }
  }

  private func refuseDoctype() {
    attempt { () throws(Unreadable) in throw .doctype(part) }
  }

  /// Errors cannot pass through expat: the first is kept and ends the parsing.
  private func attempt(_ step: () throws(Unreadable) -> Void) {
    guard failure == nil else { return }
    do throws(Unreadable) {
      try step()
    } catch {
      failure = error
      unsafe XML_StopParser(parser, 0)
    }
  }
}

/// The name of an element without its prefix; lives as long as the call that brings it.
@safe struct XMLName {
  private let start: UnsafePointer<CChar>

  init(_ qualified: UnsafePointer<CChar>) {
    var local = unsafe qualified
    var index = unsafe qualified
    while unsafe index.pointee != 0 {
      if unsafe index.pointee == 0x3A { unsafe local = index + 1 }
      unsafe index += 1
    }
    unsafe start = local
  }

  static func ~= (wanted: StaticString, name: XMLName) -> Bool { name.isCalled(wanted) }

  func isCalled(_ wanted: StaticString) -> Bool { unsafe isSame(start, wanted) }
}

/// The attributes of an element; lives as long as the call that brings it.
@safe struct XMLAttributes {
  private let list: UnsafeMutablePointer<UnsafePointer<CChar>?>

  init(_ list: UnsafeMutablePointer<UnsafePointer<CChar>?>) { unsafe self.list = list }

  func text(_ name: StaticString) -> String? {
    unsafe value(name).map { unsafe String(cString: $0) }
  }

  /// nil where the attribute is absent or no number of at most nine digits.
  func number(_ name: StaticString) -> Int? {
    guard var byte = unsafe value(name), unsafe byte.pointee != 0 else { return nil }
    var number = 0
    while unsafe byte.pointee != 0 {
      let digit = unsafe UInt8(bitPattern: byte.pointee) &- 0x30
      guard digit <= 9, number < 100_000_000 else { return nil }
      number = number * 10 + Int(digit)
      unsafe byte += 1
    }
    return number
  }

  /// Whether the attribute says `1` or `true`.
  func isTrue(_ name: StaticString) -> Bool {
    unsafe value(name).map { unsafe isSame($0, "1") || isSame($0, "true") } ?? false
  }

  /// The value; `name` is compared as written, or without its prefix where `isPrefixed`.
  func value(_ name: StaticString, isPrefixed: Bool = false) -> UnsafePointer<CChar>? {
    var pair = unsafe list
    while let written = unsafe pair.pointee {
      let fits =
        if isPrefixed { unsafe XMLName(written).isCalled(name) } else {
          unsafe isSame(written, name)
        }
      if fits { return unsafe pair[1] }
      unsafe pair += 2
    }
    return nil
  }
}

/// Whether both texts hold the same bytes.
func isSame(_ text: UnsafePointer<CChar>, _ other: StaticString) -> Bool {
  other.withUTF8Buffer { wanted in
    for index in wanted.indices
    where unsafe UInt8(bitPattern: text[index]) != wanted[index] { return false }
    return unsafe text[wanted.count] == 0
  }
}
