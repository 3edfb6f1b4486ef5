extension ByteTable {
  /// Western European, with the five bytes undefined that Unicode's CP1252.TXT leaves undefined.
  static let windows1252 = ByteTable(
    upper: punctuation1252
      + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
      + "àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ")

  /// Bytes 0x80 to 0xBF, which the fonts of VNI keep.
  static let punctuation1252 =
    "€�‚ƒ„…†‡ˆ‰Š‹Œ�Ž��‘’“”•–—˜™š›œ�žŸ"
    + "\u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿"
}
