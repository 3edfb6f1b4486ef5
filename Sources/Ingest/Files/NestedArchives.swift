import Ledger

/// An archive that can be opened again: the file itself, or one that is inflated into memory when it is
/// asked for and forgotten when another one is.
struct FoundArchive {
  private let shelf: ArchiveShelf
  private let number: Int
  /// 0 for the outermost.
  private let level: Int
  private let open: () throws(Unreadable) -> ZipArchive

  init(
    on shelf: ArchiveShelf, level: Int, open: @escaping () throws(Unreadable) -> ZipArchive
  ) {
    self.shelf = shelf
    self.level = level
    self.open = open
    number = shelf.nextNumber()
  }

  /// The archive, opened where it is not the last one of its level.
  func archive() throws(Unreadable) -> ZipArchive {
    if let archive = shelf.archive(number, level: level) { return archive }
    shelf.clear(from: level)
    let archive = try open()
    shelf.put(archive, number)
    return archive
  }

  /// The workbook that the archive is.
  func workbook() throws(Unreadable) -> Workbook {
    let archive = try archive()
    return try shelf.workbook(level: level) { () throws(Unreadable) in try Workbook(archive) }
  }
}

/// The archives of one file that are open at a time: one of each level, each inside the one before it.
final class ArchiveShelf {
  let limits: Limits
  private let passwords: Passwords
  private var held: [(number: Int, archive: ZipArchive, workbook: Workbook?)] = []
  private var lastNumber = 0

  init(limits: Limits, passwords: Passwords) {
    self.limits = limits
    self.passwords = passwords
  }

  /// The archive that a file is.
  func archive(inFile path: String) -> FoundArchive {
    FoundArchive(on: self, level: 0) { [limits, passwords] () throws(Unreadable) in
      try ZipArchive(ArchiveBytes(file: path), limits: limits, passwords: passwords)
    }
  }

  /// The archive that a stream is, held in memory when it is opened.
  func archive(
    level: Int, in stream: @escaping () throws(Unreadable) -> any ByteStream
  ) -> FoundArchive {
    FoundArchive(on: self, level: level) { [unowned self] () throws(Unreadable) in
      try ZipArchive(ArchiveBytes(inflated(stream())), limits: limits, passwords: passwords)
    }
  }

  private func inflated(_ stream: any ByteStream) throws(Unreadable) -> [UInt8] {
    let room = limits[.nestedBytes] - held.reduce(0) { $0 + $1.archive.bytes.heldByteCount }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(stream.byteCountExpected ?? 0, room))
    while true {
      let (more, isLast) = try stream.chunk(after: [], upTo: Limits.chunkByteCount)
      guard bytes.count + more.count <= room else { throw .beyond(.nestedBytes, limits) }
      bytes += more
      if isLast { return bytes }
    }
  }

  fileprivate func nextNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }

  fileprivate func archive(_ number: Int, level: Int) -> ZipArchive? {
    level < held.count && held[level].number == number ? held[level].archive : nil
  }

  fileprivate func put(_ archive: ZipArchive, _ number: Int) { held.append((number, archive, nil)) }

  fileprivate func workbook(
    level: Int, _ open: () throws(Unreadable) -> Workbook
  ) throws(Unreadable) -> Workbook {
    if let workbook = held[level].workbook { return workbook }
    let workbook = try open()
    held[level].workbook = workbook
    return workbook
  }

  /// Forgets the archives of a level and those inside them.
  fileprivate func clear(from level: Int) { held.removeLast(max(0, held.count - level)) }
}

/// How many bytes may still come out of one file, whatever way they are packed in it.
final class Expansion {
  private var left: Int
  private let fault: Unreadable

  init(fileByteCount: Int, limits: Limits) {
    let (product, isBeyond) = fileByteCount.multipliedReportingOverflow(by: limits[.archiveRatio])
    let byRatio =
      isBeyond ? Int.max : product.addingReportingOverflow(Limits.ratioFreeByteCount).partialValue
    left = min(byRatio, limits[.archiveBytes])
    fault = .beyond(byRatio < limits[.archiveBytes] ? .archiveRatio : .archiveBytes, limits)
  }

  /// Counts bytes that come out.
  func take(_ byteCount: Int) throws(Unreadable) {
    guard byteCount <= left else { throw fault }
    left -= byteCount
  }

  /// Counts the bytes of something whose size shows only as it is read, once however often it is.
  func meter() -> (_ producedCount: Int) throws(Unreadable) -> Void {
    var counted = 0
    return { (producedCount) throws(Unreadable) in
      guard producedCount > counted else { return }
      try self.take(producedCount - counted)
      counted = producedCount
    }
  }
}
