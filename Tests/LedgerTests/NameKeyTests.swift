import Ledger
import Testing

@Suite struct NameKeyTests {
  @Test(arguments: [
    // Tone placement, i and y.
    ("hòa", "hoà"), ("Đa dạng hóa sinh kế", "ĐA DẠNG HOÁ SINH KẾ"), ("thủy lợi", "thuỷ lợi"),
    ("khỏe", "khoẻ"), ("tùy", "tuỳ"), ("quý", "quí"), ("Mỹ Thới", "Mĩ Thới"),
    ("kỹ thuật", "kĩ thuật"),
    ("Tỷ lệ", "Tỉ lệ"), ("lý do", "lí do"), ("Quỳ Hợp", "Quì Hợp"), ("kỹthuật", "kĩ thuật"),
    // Case, accents, kinds of đ, composed and split marks.
    ("Ủy ban nhân dân", "ỦY BAN NHÂN DÂN"), ("Uỷ ban", "Ủy ban"), ("uy ban", "Ủy ban"),
    ("Ðầu tư", "Đầu tư"), ("ấp", "a\u{302}\u{301}p"), ("ấp", "a\u{301}\u{302}p"),
    // Punctuation, hyphens, invisible characters, line breaks.
    ("Lao động - Thương binh", "Lao động – Thương binh"), ("KT-XH", "KT\u{2011}XH"),
    ("H. An Phú", "h an phú"),
    ("An\u{A0}Phú", "An Phú"), ("An\u{200B}Phú", "An  Phú"), ("An\nPhú", "An Phú"),
    // & and và.
    ("Thương binh & Xã hội", "Thương binh và Xã hội"), ("LĐ-TB&XH", "LĐTBXH"),
    ("Giáo dục và Đào tạo", "GIAO DUC VA DAO TAO"), ("Giáo dục - Đào tạo", "Giáo dục và Đào tạo"),
    // Lost spaces.
    ("vốn đốiứng", "vốn đối ứng"), ("Trungương", "Trung ương"), ("nhàở", "nhà ở"),
    ("Tỉnhủy", "Tỉnh ủy"),
    ("Dựán", "Dự án"),
  ])
  func `writings of one name meet`(first: String, second: String) {
    #expect(nameKey(first) == nameKey(second))
  }

  @Test(arguments: [
    ("huyện An Phú", "xã An Phú"), ("Tây", "Tai"), ("thúy", "thúi"), ("Thới Sơn", "Thoại Sơn"),
    ("Sở Y tế", "Sở I tế"), ("Dự án 1", "Dự án 11"), ("46%", "46"), ("Va", "Và Va"),
  ])
  func `other names stay apart`(first: String, second: String) {
    #expect(nameKey(first) != nameKey(second))
  }

  @Test(arguments: ["và", "Va", "&", "", "-", "y", "Y tế", "%"])
  func `short texts keep what they have`(text: String) {
    #expect(nameKey(text) == folded(text))
  }

  private let abbreviations: Abbreviations = {
    var list = Abbreviations()
    for (short, meaning) in [
      ("TP", "thành phố"), ("H", "huyện"), ("X", "xã"), ("UBND", "ủy ban nhân dân"),
      ("LĐ-TB&XH", "lao động thương binh và xã hội"), ("LĐ", "lãnh đạo"), ("DA", "dự án"),
      ("TDA", "tiểu dự án"),
    ] {
      _ = list.add(short, for: meaning)
    }
    return list
  }()

  @Test(arguments: [
    ("TP. Long Xuyên", "Thành phố Long Xuyên"), ("TP.Long Xuyên", "thành phố Long Xuyên"),
    ("tp Long Xuyên", "Thành phố Long Xuyên"), ("UBND H. An Phú", "Ủy ban nhân dân huyện An Phú"),
    ("Phòng LĐ-TB&XH", "Phòng Lao động - Thương binh và Xã hội"),
    ("Phòng LĐTBXH", "Phòng Lao động, Thương binh, Xã hội"),
    ("Phòng LĐ-TB và XH", "Phòng Lao động, Thương binh và Xã hội"),
    ("Phòng LĐ–TB & XH", "phòng lao động thương binh xã hội"), ("Ban LĐ", "Ban lãnh đạo"),
    ("DA2", "Dự án 2"), ("TDA1-DA3", "Tiểu dự án 1 - Dự án 3"), ("H.An Phú", "Huyện An Phú"),
  ])
  func `abbreviations meet the words they stand for`(first: String, second: String) {
    #expect(abbreviations.key(of: first) == abbreviations.key(of: second))
  }

  @Test(arguments: [
    ("H. An Phú", "X. An Phú"), ("H. An Phú", "An Phú"), ("TPHCM", "thành phố HCM"),
    ("Hà Nội", "huyện à Nội"), ("UBNDhuyện", "Ủy ban nhân dân huyện"),
  ])
  func `levels are never dropped, and words are taken whole`(first: String, second: String) {
    #expect(abbreviations.key(of: first) != abbreviations.key(of: second))
  }

  @Test func `an abbreviation is taken once, and needs letters on both sides`() {
    var list = Abbreviations()
    let taken = [
      list.add("TP", for: "thành phố"), list.add("t.p.", for: "trưởng phòng"),
      list.add("&", for: "và"), list.add("X", for: "–"),
    ]
    #expect(taken == [true, false, false, false])
    #expect(list.key(of: "TP") == "thanhpho")
  }

  @Test func `the distance is that of the whole table of all beginnings`() {
    let words = (1...4).reduce(into: [[""]]) { words, _ in
      words.append(words[words.count - 1].flatMap { word in ["a", "b", "c"].map { word + $0 } })
    }.flatMap(\.self).map { Array($0.utf8) }
    for a in words {
      for b in words {
        let distance = wholeTable(a, b)
        #expect(editDistance(a, b) == distance)
        #expect((editDistance(a, b, limit: 1) <= 1) == (distance <= 1))
      }
    }
  }

  /// The definition, without a short cut.
  private func wholeTable(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var table = (0...a.count).map { row in (0...b.count).map { row == 0 ? $0 : row } }
    for i in a.indices {
      for j in b.indices {
        let replaced = table[i][j] + (a[i] == b[j] ? 0 : 1)
        var least = min(table[i][j + 1] + 1, table[i + 1][j] + 1, replaced)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          least = min(least, table[i - 1][j - 1] + 1)
        }
        table[i + 1][j + 1] = least
      }
    }
    return table[a.count][b.count]
  }

  @Test(arguments: [
    ("", "", 0), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "acb", 1), ("abc", "ab", 1),
    ("abc", "xabc", 1), ("abcd", "badc", 2), ("kitten", "sitting", 3), ("abc", "", 3),
  ])
  func `edits are counted, swaps of neighbours once`(a: String, b: String, distance: Int) {
    #expect(editDistance(Array(a.utf8), Array(b.utf8)) == distance)
    #expect(editDistance(Array(b.utf8), Array(a.utf8), limit: distance) == distance)
    if distance > 0 {
      #expect(editDistance(Array(a.utf8), Array(b.utf8), limit: distance - 1) > distance - 1)
    }
  }
}
