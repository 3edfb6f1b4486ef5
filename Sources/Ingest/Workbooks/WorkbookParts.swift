import Ledger

/// The parts of a workbook inside its archive (ECMA-376 part 2): looked up without regard to case, and
/// reached from one another through relationships.
struct WorkbookParts {
  private let archive: ZipArchive
  private var entries: [String: ZipArchive.Entry] = [:]

  /// A part's relationship to another.
  struct Relationship {
    var id: String
    /// The last word of the type's address, which the strict and the transitional form share.
    var kind: String
    var target: String
    var isExternal: Bool
  }

  init(_ archive: ZipArchive) throws(Unreadable) {
    self.archive = archive
    for entry in archive.entries where !entry.name.hasSuffix("/") {
      let name = Self.key(entry.name)
      guard entries.updateValue(entry, forKey: name) == nil else { throw .twoParts(entry.name) }
    }
  }

  /// How a part is looked up; some programs write the separators of Windows.
  private static func key(_ name: String) -> String {
    let path = name.lowercased().map { $0 == "\\" ? "/" : $0 }
    return path.first == "/" ? String(path.dropFirst()) : String(path)
  }

  func has(_ part: String) -> Bool { entries[Self.key(part)] != nil }

  /// Bytes of a part.
  func open(_ part: String) throws(Unreadable) -> ZipEntryStream {
    guard let entry = entries[Self.key(part)] else { throw .noPart(part) }
    return try ZipEntryStream(entry, of: archive)
  }

  /// What a small part holds, read whole.
  func read<Content: XMLContent>(_ part: String, as content: Content) throws(Unreadable) -> Content
  {
    let reader = XMLReader(content)
    try XMLParser(open(part), part: part, into: reader).parseAll()
    return reader.content
  }

  /// The relationships of a part, or of the package where `part` is empty; none where it has none.
  func relationships(of part: String) throws(Unreadable) -> [Relationship] {
    let slash = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
    let list = "\(part[..<slash])_rels/\(part[slash...]).rels"
    guard has(list) else { return [] }
    return try read(list, as: RelationshipReader()).found
  }

  /// The name of the part that a relationship of `part` leads to.
  func target(
    of relationship: Relationship, from part: String
  ) throws(Unreadable) -> String {
    guard !relationship.isExternal else { throw .outsideTarget(relationship.target, part) }
    let isAbsolute = relationship.target.hasPrefix("/")
    var folders = isAbsolute ? [] : part.split(separator: "/").dropLast().map(String.init)
    for step in relationship.target.split(separator: "/") where step != "." {
      if step == ".." {
        guard folders.popLast() != nil else { throw .outsideTarget(relationship.target, part) }
      } else {
        folders.append(String(step))
      }
    }
    return folders.joined(separator: "/")
  }
}

private struct RelationshipReader: XMLContent {
  var found: [WorkbookParts.Relationship] = []

  mutating func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(Unreadable) {
    guard "Relationship" ~= name, let id = attributes.text("Id"),
      let target = attributes.text("Target")
    else { return }
    guard found.count < Limits.workbookRelationshipCountMax else {
      throw .tooLarge("\(Limits.workbookRelationshipCountMax) relationships")
    }
    let kind = attributes.text("Type")?.split(separator: "/").last.map(String.init) ?? ""
    found.append(
      WorkbookParts.Relationship(
        id: id, kind: kind, target: target,
        isExternal: attributes.text("TargetMode") == "External"))
  }

  mutating func end() -> Bool { false }
  mutating func text(_ piece: UnsafeBufferPointer<UInt8>) {}
}
