import Foundation
import Packing

@testable import Ingest

extension TinyWorkbook {
  /// Opens the workbook as a file.
  func opened() throws -> Workbook {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "doichieu-\(UUID().uuidString).xlsx")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    // The archive keeps the file open.
    return try Workbook(ZipArchive(ArchiveBytes(file: file.path)))
  }

  /// The lines of a sheet, its fields between `|` and marks as letters; or what is said in English of
  /// a workbook that cannot be read.
  func lines(ofSheet index: Int = 0, frontRowCount: Int = 100) throws -> [String] {
    do {
      let workbook = try opened()
      let stream = try SheetStream(
        workbook.sheets[index], of: workbook, frontRowCount: frontRowCount)
      var bytes: [UInt8] = []
      while true {
        // An odd size, so that pieces end anywhere.
        let (piece, isLast) = try stream.chunk(after: [], upTo: 777)
        bytes += piece
        if isLast { break }
      }
      return Self.shown(bytes)
    } catch let error as Unreadable {
      return [error.english]
    }
  }

  private static func shown(_ bytes: [UInt8]) -> [String] {
    let letters: [UInt8: String] = [
      CellMark.number.rawValue: "n:", CellMark.percent.rawValue: "p:",
      CellMark.date.rawValue: "d:", CellMark.boolean.rawValue: "b:", CellMark.error.rawValue: "e:",
      CellMark.formula.rawValue: "f:", CellMark.cutNumber.rawValue: "c:", sheetDelimiter: "|",
    ]
    var lines = String(decoding: bytes, as: UTF8.self)
    for (byte, letter) in letters {
      lines = lines.replacingOccurrences(of: String(UnicodeScalar(byte)), with: letter)
    }
    return lines.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
      String.init)
  }
}
