import Ledger

/// What speaks for an encoding.
enum EncodingEvidence {
  case declared
  case byteOrderMark
  case zeroBytes
  case ascii
  case validUTF8
  case words(EncodingReading, next: EncodingReading?)

  func text(in language: Language) -> String {
    let isVietnamese = language == .vietnamese
    switch self {
    case .declared: return isVietnamese ? "khai báo encoding" : "declared encoding"
    case .byteOrderMark: return isVietnamese ? "có dấu BOM ở đầu tệp" : "byte order mark"
    case .zeroBytes:
      return isVietnamese ? "byte 0 nằm xen kẽ đều đặn" : "zero in every second byte of ASCII"
    case .ascii: return isVietnamese ? "chỉ có ký tự ASCII" : "nothing but ASCII"
    case .validUTF8: return isVietnamese ? "đúng cấu trúc UTF-8" : "valid UTF-8"
    case .words(let best, let next):
      let all = best.wellFormed + best.malformed
      let other = next.map { ($0.encoding.name, $0.wellFormed, $0.wellFormed + $0.malformed) }
      return isVietnamese
        ? "\(best.wellFormed)/\(all) từ có dấu khác nhau đúng chính tả tiếng Việt, "
          + "\(best.expected) từ là từ chờ đợi"
          + (other.map { "; kế đó \($0.0): \($0.1)/\($0.2)" } ?? "")
        : "\(best.wellFormed) of \(all) different words with marks are well-formed Vietnamese, "
          + "\(best.expected) are expected ones"
          + (other.map { "; next \($0.0): \($0.1) of \($0.2)" } ?? "")
    }
  }
}
