import Ledger

/// What bytes are, by themselves and never by a name.
enum Content {
  /// Anything that no other kind claims; reading it will tell.
  case text
  case gzip
  case zip
  case other(OtherKind)
}

/// A kind of file that is no table which can be read here.
struct OtherKind {
  var vietnamese: String
  var english: String
  /// A table or tables may be in it, so that leaving it out would leave rows out.
  var mayHoldTables: Bool
  var cure: Cure
  /// It may be a workbook of today under a password.
  var mayBeLocked = false

  enum Cure {
    /// Open it in a spreadsheet program and save it again.
    case saveAgain
    /// Unpack it, or pack it as zip.
    case repack
    /// Ask for the table that was printed, scanned or pasted.
    case askForTable
  }

  init(
    _ vietnamese: String, _ cure: Cure, english: String? = nil, mayHoldTables: Bool = true
  ) {
    self.vietnamese = vietnamese
    self.english = english ?? vietnamese
    self.mayHoldTables = mayHoldTables
    self.cure = cure
  }
}

/// How many bytes of a file tell what it is.
let contentByteCount = 4096

/// Tells what a file is by its first `contentByteCount` bytes.
func content(of front: [UInt8]) -> Content {
  if front.starts(with: [0x1F, 0x8B]) { return .gzip }
  for mark: [UInt8] in [[3, 4], [5, 6], [7, 8]] where front.starts(with: [0x50, 0x4B] + mark) {
    return .zip
  }
  for (magic, kind) in kindsByMagic where front.starts(with: magic) { return .other(kind) }
  // Behind the level stand the digits of pi, by which a block begins.
  let pi: [UInt8] = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]
  if front.starts(with: "BZh".utf8), front.dropFirst(4).starts(with: pi) {
    return .other(OtherKind("bzip2 (.bz2)", .repack))
  }
  if front.count > 262, front[257..<262].elementsEqual("ustar".utf8) {
    return .other(OtherKind("tar", .repack))
  }
  return markup(front).map { .other($0) } ?? .text
}

private let oldWorkbook = {
  var kind = OtherKind("Excel 97–2003 (.xls)", .saveAgain)
  kind.mayBeLocked = true
  return kind
}()

private let kindsByMagic: [(magic: [UInt8], kind: OtherKind)] = [
  (
    [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], oldWorkbook
  ),
  (Array("Rar!".utf8) + [0x1A, 0x07], OtherKind("RAR", .repack)),
  ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], OtherKind("7-Zip (.7z)", .repack)),
  ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], OtherKind("xz", .repack)),
  ([0x28, 0xB5, 0x2F, 0xFD], OtherKind("zstd", .repack)),
  (Array("SQLite format 3\0".utf8), OtherKind("SQLite", .saveAgain)),
  (Array("%PDF-".utf8), OtherKind("PDF", .askForTable, mayHoldTables: false)),
  (
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
    OtherKind("ảnh PNG", .askForTable, english: "PNG image", mayHoldTables: false)
  ),
  (
    [0xFF, 0xD8, 0xFF],
    OtherKind("ảnh JPEG", .askForTable, english: "JPEG image", mayHoldTables: false)
  ),
  (Array("{\\rtf".utf8), OtherKind("RTF", .askForTable, mayHoldTables: false)),
]

/// Web pages and XML, which many programs write under the name of a spreadsheet.
private func markup(_ front: [UInt8]) -> OtherKind? {
  // UTF-16 differs from ASCII by its zeros only, as far as tags go.
  let isWide = front.starts(with: [0xFF, 0xFE]) || front.starts(with: [0xFE, 0xFF])
  let bytes = isWide ? front.dropFirst(2).filter { $0 != 0 } : front
  let start = bytes.firstIndex { !" \t\r\n\u{FEFF}".utf8.contains($0) } ?? bytes.count
  guard start < bytes.count, bytes[start] == UInt8(ascii: "<") else { return nil }
  let text = String(decoding: bytes[start...], as: UTF8.self).lowercased()
  let isSheet =
    text.contains("urn:schemas-microsoft-com:office:spreadsheet")
    || text.contains("progid=\"excel.sheet\"")
  if text.hasPrefix("<?xml"), isSheet { return OtherKind("Excel XML 2003", .saveAgain) }
  let tags = ["<!doctype html", "<html", "<head", "<meta", "<body", "<table", "<style", "<div"]
  if tags.contains(where: text.hasPrefix) || (text.hasPrefix("<?xml") && text.contains("<html")) {
    return OtherKind("trang web (HTML)", .saveAgain, english: "a web page (HTML)")
  }
  return text.hasPrefix("<?xml") ? OtherKind("XML", .saveAgain) : nil
}

extension ZipArchive {
  /// What a document of an office program is; nil for an archive of files.
  var document: Document? {
    let names = Set(entries.map { $0.name.lowercased() })
    if names.contains("xl/workbook.bin") {
      return .other(
        OtherKind("Excel nhị phân (.xlsb)", .saveAgain, english: "Excel binary (.xlsb)"))
    }
    if names.contains("word/document.xml") {
      return .other(OtherKind("Word (.docx)", .askForTable, mayHoldTables: false))
    }
    if names.contains("ppt/presentation.xml") {
      return .other(OtherKind("PowerPoint (.pptx)", .askForTable, mayHoldTables: false))
    }
    if names.contains("mimetype") {
      return .other(OtherKind("OpenDocument (.ods)", .saveAgain))
    }
    return names.contains("[content_types].xml") ? .workbook : nil
  }

  enum Document {
    case workbook
    case other(OtherKind)
  }
}

extension Unreadable {
  static func wrongKind(_ kind: OtherKind) -> Unreadable {
    let (vietnamese, english) =
      switch kind.cure {
      case .saveAgain:
        (
          "hãy mở bằng chương trình bảng tính và lưu lại dạng .xlsx hoặc “CSV UTF-8”",
          "open it in a spreadsheet program and save it again as .xlsx or “CSV UTF-8”"
        )
      case .repack:
        ("hãy giải nén, hoặc nén lại bằng zip", "unpack it, or pack it again as zip")
      case .askForTable:
        (
          "hãy xin bảng số liệu gốc dạng .xlsx hoặc CSV",
          "ask for the table itself as .xlsx or CSV"
        )
      }
    return Unreadable(
      vietnamese: "đây là tệp \(kind.vietnamese), không phải bảng đọc được; \(vietnamese)",
      english: "this is \(kind.english), not a table that can be read; \(english)")
  }
}
