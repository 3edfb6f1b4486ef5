import Ledger

@testable import Ingest

/// Decodes the bytes in every encoding: cut anywhere they give what they give whole, and that is UTF-8.
func faultOfDecoding(_ bytes: [UInt8]) -> String? {
  let encodings: [TextEncoding] = [
    .ascii, .utf16LittleEndian, .utf16BigEndian, .windows1258, .windows1252, .tcvn3, .vni,
    .doubledUTF8,
  ]
  let cut = bytes.isEmpty ? 0 : bytes.count * Int(bytes[bytes.count / 2]) / 256
  for encoding in encodings {
    let whole = DecodedText(bytes[...], encoding, isLast: true)
    if String(validating: whole.text, as: UTF8.self) == nil { return "\(encoding): not UTF-8" }
    if !whole.isBroken, whole.consumed != bytes.count { return "\(encoding): bytes are left" }
    var pieces = DecodedText(bytes[..<cut], encoding, isLast: false)
    if !pieces.isBroken {
      let rest = DecodedText(bytes[pieces.consumed...], encoding, isLast: true)
      pieces.text += rest.text
      pieces.consumed += rest.consumed
      pieces.isBroken = rest.isBroken
    }
    if pieces != whole { return "\(encoding): cut at \(cut) it reads otherwise" }
  }
  return nil
}

private struct DecodedText: Equatable {
  var text: [UInt8]
  var consumed: Int
  var isBroken: Bool

  init(_ bytes: ArraySlice<UInt8>, _ encoding: TextEncoding, isLast: Bool) {
    var output: [UInt8] = []
    let decoded = encoding.decode(bytes, isLast: isLast, into: &output)
    text = Array(output[..<decoded.produced])
    consumed = decoded.consumed
    isBroken = decoded.isBroken
  }
}
