import Testing

@testable import Ingest

@Suite struct ContentTests {
  @Test(
    arguments: [
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "Excel 97–2003 (.xls)"),
      (bytes("Rar!\u{1A}\u{7}\u{1}\0"), "RAR"),
      ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4], "7-Zip (.7z)"),
      (bytes("%PDF-1.7\n"), "PDF"), (bytes("BZh91AY&SY"), "bzip2 (.bz2)"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "xz"), ([0x28, 0xB5, 0x2F, 0xFD, 4], "zstd"),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "PNG image"),
      ([0xFF, 0xD8, 0xFF, 0xE0], "JPEG image"),
      (Array(repeating: 65, count: 257) + bytes("ustar\u{0}00"), "tar"),
      (bytes("\u{FEFF}  \r\n<!DOCTYPE html><table>"), "a web page (HTML)"),
      (bytes("<table border=1><tr><td>Số CT"), "a web page (HTML)"),
      (bytes("<?xml version=\"1.0\"?><html xmlns=\"x\">"), "a web page (HTML)"),
      ([0xFF, 0xFE] + bytes("<html>").flatMap { [$0, 0] }, "a web page (HTML)"),
      (
        bytes("<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook>"),
        "Excel XML 2003"
      ),
      (bytes("<?xml version=\"1.0\"?><du-lieu/>"), "XML"),
    ] as [([UInt8], String)])
  func `kinds by their bytes`(front: [UInt8], expected: String) {
    guard case .other(let kind) = content(of: front) else {
      Issue.record("not told apart")
      return
    }
    #expect(kind.english == expected)
  }

  @Test(arguments: [
    "", "BZh,Số CT\n", "PK,a\n", "%PDF\n", "<5,a\n", "Rar!,x\n", "a,<html>\n", "\u{FEFF}Số CT\n",
  ])
  func `text is text`(front: String) {
    guard case .text = content(of: bytes(front)) else {
      Issue.record("taken for something else")
      return
    }
  }
}
