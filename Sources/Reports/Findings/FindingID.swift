import Digest
import Ledger

/// Makes the ids of findings: the same finding has the same id tomorrow.
struct FindingIDs: ~Copyable {
  private var digest = SHA256()
  private var text: [UInt8] = []
  private let rulesName: String

  init(rulesName: String) { self.rulesName = rulesName }

  /// Appends 12 hexadecimal digits made of rules name, check, kind, key and field, and of `tie` where
  /// it is not 1.
  mutating func append(
    check: String, kind: FindingKind, key: ArraySlice<UInt8>, field: String, tie: Int32,
    to id: inout [UInt8]
  ) {
    text.removeAll(keepingCapacity: true)
    text.append(text: rulesName)
    separate()
    text.append(text: check)
    separate()
    text.append(text: kind.rawValue)
    separate()
    text.append(contentsOf: key)
    separate()
    text.append(text: field)
    if tie > 1 {
      separate()
      text.append(count: Int(tie))
    }
    // The digest and the text are both parts of self, and a span of one would bar the other.
    let bytes = text
    digest.update(bytes.span)
    appendHexadecimal(digest.finish().bytes.prefix(6), to: &id)
  }

  /// A byte that no UTF-8 holds, so that no two lists of parts read alike.
  private mutating func separate() { text.append(0xFF) }
}
