import Foundation
import Packing

/// The steps of a case's `prepare` file, which make what cannot lie in a repository as text.
///
///     zip PATH [OPTION=…] NAME=FILE …  an archive; the files go away
///     decode PATH BASE64
///     prepend PATH TEXT, append PATH TEXT
///     workbook PATH NAME=FILE …        an .xlsx of sheets, see `writeWorkbook`; the files go away
///     gzip FILE PATH                   FILE packed as PATH; FILE goes away
///     cut PATH N                       keeps the first N bytes; a negative N drops the last ones
///     put PATH TEXT HEX                bytes instead of every TEXT
///     utf16 PATH le|be                 UTF-16 without a mark of its own instead of UTF-8
///     repeat PATH TEXT N               N letters x instead of TEXT
///     copy FILE PATH
///     write PATH TEXT
///     folder PATH
///     remove PATH
///
/// Paths stand below the workspace, in which `in` is the input and `out` an earlier output. In names
/// `\n` is a line feed and `\xD0` a byte; a step has no other way to write a blank. Options hold for the
/// entries behind them: `flags=N`, `method=0` or `8` (deflate), `mode=120777` (of Unix), `password=TEXT`
/// (ZipCrypto; `none`), `later=yes` (sizes behind the content), `large=yes` (ZIP64 sizes).
func prepare(_ steps: String, in workspace: Workspace) throws {
  for step in steps.split(separator: "\n") where !step.hasPrefix("#") {
    let words = step.split(separator: " ").map(String.init)
    try carryOut(words[0], Array(words.dropFirst()), in: workspace)
  }
}

private func carryOut(_ verb: String, _ words: [String], in workspace: Workspace) throws {
  func file(_ index: Int) throws -> URL {
    guard index < words.count else { throw HarnessFailure("\(verb) needs more words") }
    return workspace.folder.appending(path: words[index])
  }
  func bytes(_ index: Int) throws -> [UInt8] { [UInt8](try Data(contentsOf: file(index))) }
  switch verb {
  case "zip":
    try writeArchive(words, in: workspace)
  case "workbook":
    try writeWorkbook(words, in: workspace)
  case "gzip":
    let packed = gzip(try bytes(0))
    try FileManager.default.removeItem(at: file(0))
    try workspace.write(words[1], packed)
  case "cut":
    let whole = try bytes(0)
    let count = Int(words[1]) ?? 0
    try workspace.write(words[0], count < 0 ? whole.dropLast(-count) : whole.prefix(count))
  case "put":
    try workspace.write(words[0], try replaced(bytes(0), words[1], by: hexadecimal(words[2])))
  case "utf16":
    let text = String(decoding: try bytes(0), as: UTF8.self)
    try workspace.write(
      words[0],
      text.utf16.flatMap { unit -> [UInt8] in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        return words[1] == "be" ? [high, low] : [low, high]
      })
  case "repeat":
    let filler = Array(repeating: UInt8(ascii: "x"), count: Int(words[2]) ?? 0)
    try workspace.write(words[0], try replaced(bytes(0), words[1], by: filler))
  case "decode":
    try workspace.write(words[0], [UInt8](Data(base64Encoded: words[1]) ?? Data()))
  case "prepend": try workspace.write(words[0], Array(words[1].utf8) + bytes(0))
  case "append": try workspace.write(words[0], bytes(0) + Array(words[1].utf8))
  case "copy":
    try FileManager.default.copyItem(at: file(0), to: file(1))
  case "write":
    try workspace.write(words[0], words.dropFirst().joined(separator: " ").utf8)
  case "folder":
    try FileManager.default.createDirectory(at: file(0), withIntermediateDirectories: true)
  case "remove":
    try FileManager.default.removeItem(at: file(0))
  default: throw HarnessFailure("no step is called \(verb)")
  }
}

private func writeArchive(_ words: [String], in workspace: Workspace) throws {
  var form = PackedEntry([], [])
  var entries: [PackedEntry] = []
  var packed: [URL] = []
  for word in words.dropFirst() {
    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
    switch parts[0] {
    case "flags": form.flags = UInt16(parts[1]) ?? 0
    case "method": form.method = UInt16(parts[1]) ?? 0
    case "mode": form.mode = UInt32(parts[1], radix: 8) ?? 0
    case "password": form.password = parts[1] == "none" ? nil : Array(parts[1].utf8)
    case "later": form.isDescribedLater = parts[1] == "yes"
    case "large": form.isLarge = parts[1] == "yes"
    default:
      let file = workspace.folder.appending(path: parts[1])
      form.name = try entryName(parts[0])
      form.bytes = [UInt8](try Data(contentsOf: file))
      entries.append(form)
      packed.append(file)
    }
  }
  for file in Set(packed) { try FileManager.default.removeItem(at: file) }
  try workspace.write(words[0], zip(entries))
}

/// The bytes of a name in which `\n` is a line feed and `\xD0` a byte.
private func entryName(_ text: String) throws -> [UInt8] {
  var name: [UInt8] = []
  var rest = text.replacingOccurrences(of: "\\n", with: "\n").utf8[...]
  while let byte = rest.popFirst() {
    if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "x") {
      name += try hexadecimal(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self))
      rest = rest.dropFirst(3)
    } else {
      name.append(byte)
    }
  }
  return name
}

/// A workbook whose sheets hold the XML of their files; `NAME*=FILE` is a hidden sheet, and `1904` before
/// the sheets is the date system. Cell style 1 is a date, 2 a percentage.
private func writeWorkbook(_ words: [String], in workspace: Workspace) throws {
  var workbook = TinyWorkbook(sheets: [])
  workbook.styles = TinyWorkbook.styles(["dd/mm/yyyy", "0.00%"])
  for word in words.dropFirst() {
    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
    if word == "1904" {
      workbook.properties = "<workbookPr date1904=\"1\"/>"
      continue
    }
    let file = workspace.folder.appending(path: parts[1])
    let name = parts[0].replacingOccurrences(of: "_", with: " ")
    let isHidden = name.hasSuffix("*")
    workbook.sheets.append(
      (
        isHidden ? String(name.dropLast()) : name, isHidden ? "state=\"hidden\"" : "",
        try String(contentsOf: file, encoding: .utf8)
      ))
    try FileManager.default.removeItem(at: file)
  }
  try workspace.write(words[0], workbook.bytes)
}

private func replaced(_ bytes: [UInt8], _ text: String, by new: [UInt8]) throws -> [UInt8] {
  let old = Array(text.utf8)
  var result: [UInt8] = []
  var index = 0
  var count = 0
  while index < bytes.count {
    if bytes[index...].starts(with: old) {
      result += new
      index += old.count
      count += 1
    } else {
      result.append(bytes[index])
      index += 1
    }
  }
  guard count > 0 else { throw HarnessFailure("\(text) stands nowhere") }
  return result
}

private func hexadecimal(_ digits: String) throws -> [UInt8] {
  let digits = Array(digits)
  return try stride(from: 0, to: digits.count, by: 2).map { index in
    guard let byte = UInt8(String(digits[index..<min(index + 2, digits.count)]), radix: 16) else {
      throw HarnessFailure("\(String(digits)) is not hexadecimal")
    }
    return byte
  }
}
