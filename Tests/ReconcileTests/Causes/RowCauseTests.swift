import Testing

/// Causes of rows that stand alone or repeat a number, with what bears them out and what nearly does;
/// every case holds mirrored too.
@Suite struct RowCauseTests {
  private func check(
    _ left: String, _ right: String, _ expected: [String], pairsWithoutNumbers: Bool = true
  ) async throws {
    let books = Books(left: left, right: right, pairsWithoutNumbers: pairsWithoutNumbers)
    #expect(try await books.causes() == expected.sorted())
    #expect(try await books.mirrored.causes() == expected.map(Books.mirror).sorted())
  }

  // Split and merged

  @Test(arguments: [("60", "40"), ("60", "55"), ("99", "1"), ("60", "25")])
  func `rows that add up to another are its parts, within the tolerance of all of them`(
    first: String, second: String
  ) async throws {
    try await check(
      "V1 06-05 U1 P1 100", "A 06-05 U1 P1 \(first)\nB 07-20 U1 P1 \(second)",
      ["missing-right V1 split", "missing-left A split", "missing-left B split"])
  }

  @Test(arguments: [
    // Not enough, too much, of another project, too late.
    "A 06-05 U1 P1 60\nB 06-05 U1 P1 24", "A 06-05 U1 P1 60\nB 06-05 U1 P1 56",
    "A 06-05 U1 P1 60\nB 06-05 U1 P2 40", "A 06-05 U1 P1 60\nB 07-21 U1 P1 40",
    // Another sign.
    "A 06-05 U1 P1 170\nB 06-05 U1 P1 -70",
  ])
  func `rows that do not add up are no parts`(parts: String) async throws {
    try await check(
      "V1 06-05 U1 P1 100", parts,
      ["missing-right V1 unknown", "missing-left A unknown", "missing-left B unknown"])
  }

  @Test func `a row that can be added up in two ways is explained by neither`() async throws {
    try await check(
      "V1 06-05 U1 P1 100",
      "A 06-05 U1 P1 60\nB 06-05 U1 P1 40\nC 06-05 U1 P1 70\nD 06-05 U1 P1 30",
      [
        "missing-right V1 unknown", "missing-left A unknown", "missing-left B unknown",
        "missing-left C unknown", "missing-left D unknown",
      ])
  }

  @Test func `an exact sum comes before one within the tolerance`() async throws {
    try await check(
      "V1 06-05 U1 P1 100", "A 06-05 U1 P1 60\nB 06-05 U1 P1 40\nC 06-05 U1 P1 38",
      [
        "missing-right V1 split", "missing-left A split", "missing-left B split",
        "missing-left C unknown",
      ])
  }

  @Test func `a part may have kept the number`() async throws {
    try await check(
      "V1 06-05 U1 P1 197", "V1 06-05 U1 P1 86\nB 06-06 U1 P1 111",
      ["differs amount V1 split", "missing-left B split"])
    // 100 also is 150 cut to hundreds, which is narrower; the rest is a part all the same.
    try await check(
      "V1 06-05 U1 P1 150", "V1 06-05 U1 P1 100\nB 06-06 U1 P1 50",
      ["differs amount V1 rounding", "missing-left B split"])
    try await check(
      "V1 06-05 U1 P1 197", "V1 06-05 U1 P1 86\nB 06-06 U1 P1 140",
      ["differs amount V1 unknown", "missing-left B unknown"])
  }

  @Test func `all parts may carry the number`() async throws {
    try await check(
      "V1 06-05 U1 P1 100", "V1 06-05 U1 P1 60\nV1 06-05 U1 P1 40", ["duplicate V1 split"])
    try await check(
      "V1 06-05 U1 P1 100", "V1 06-05 U1 P1 60\nV1 06-05 U1 P1 56", ["duplicate V1 unknown"])
  }

  // Posted twice

  @Test func `a repeated number with equal rows is posted twice`() async throws {
    try await check(
      "V1 06-05 U1 P1 100", "V1 06-05 U1 P1 100\nV1 06-05 U1 P1 100",
      ["duplicate V1 duplicate-posting"])
    try await check(
      "", "V1 06-05 U1 P1 100\nV1 06-05 U1 P1 100", ["duplicate V1 duplicate-posting"])
    for other in ["06-06 U1 P1 100", "06-05 U2 P1 100", "06-05 U1 P1 101"] {
      try await check(
        "V1 06-05 U1 P1 100", "V1 06-05 U1 P1 100\nV1 \(other)", ["duplicate V1 unknown"])
    }
  }

  @Test func `a row that equals a matched one of its side, or an earlier one, is posted twice`()
    async throws
  {
    try await check(
      "V1 06-05 U1 P1 100", "A 06-05 U1 P1 100\nV1 06-05 U1 P1 100",
      ["missing-left A duplicate-posting"])
    try await check(
      "", "A 06-05 U1 P1 100\nB 06-05 U1 P1 100",
      ["missing-left A unknown", "missing-left B duplicate-posting"])
    for other in ["06-09 U1 P1 100", "06-05 U2 P1 100", "06-05 U1 P2 100", "06-05 U1 P1 -99"] {
      try await check(
        "V1 06-05 U1 P1 100", "A \(other)\nV1 06-05 U1 P1 100", ["missing-left A unknown"])
    }
  }

  @Test func `which of two matched rows was posted twice is not known`() async throws {
    try await check(
      "V1 06-05 U1 P1 100\nV2 06-05 U1 P1 100",
      "V1 06-05 U1 P1 100\nV2 06-05 U1 P1 100\nA 06-05 U1 P1 100", ["missing-left A unknown"])
  }

  // Reversed

  @Test func `opposite amounts of one side reverse each other, the nearest in time`() async throws {
    try await check(
      "", "A 06-05 U1 P1 100\nB 06-25 U1 P1 -100",
      ["missing-left A reversed", "missing-left B reversed"])
    try await check(
      "V1 06-05 U1 P1 100", "V1 06-05 U1 P1 100\nB 06-25 U1 P1 -100", ["missing-left B reversed"])
    for other in ["06-25 U1 P1 -101", "06-25 U2 P1 -100", "06-25 U1 P2 -100"] {
      try await check(
        "", "A 06-05 U1 P1 100\nB \(other)", ["missing-left A unknown", "missing-left B unknown"])
    }
  }

  @Test func `of two that are equally near none is chosen`() async throws {
    try await check(
      "", "A 06-10 U1 P1 100\nB 06-05 U1 P1 -100\nC 06-15 U1 P1 -100",
      ["missing-left A unknown", "missing-left B reversed", "missing-left C reversed"])
    try await check(
      "", "A 06-10 U1 P1 100\nB 06-05 U1 P1 -100\nC 06-16 U1 P1 -100",
      ["missing-left A reversed", "missing-left B reversed", "missing-left C reversed"])
  }

  @Test func `a repeated number may hold a reversal`() async throws {
    try await check(
      "V1 06-05 U1 P1 100", "V1 06-05 U1 P1 100\nV1 06-09 U1 P1 -100", ["duplicate V1 reversed"])
    try await check(
      "V1 06-05 U1 P1 100", "V1 06-05 U1 P1 100\nV1 06-09 U1 P1 -99", ["duplicate V1 unknown"])
  }

  // Two rows that explain each other

  @Test func `rows that differ in nothing but the date explain each other`() async throws {
    for number in ["-", "X7"] {
      try await check(
        "V1 06-05 U1 P1 100", "\(number) 08-05 U1 P1 103",
        ["missing-right V1 date-shift", "missing-left \(number) date-shift"])
      for other in ["U2 P1 100", "U1 P2 100", "U1 P1 106"] {
        try await check(
          "V1 06-05 U1 P1 100", "\(number) 08-05 \(other)",
          ["missing-right V1 unknown", "missing-left \(number) unknown"])
      }
    }
  }

  @Test func `a row with two counterparts is explained by neither`() async throws {
    try await check(
      "V1 06-05 U1 P1 100", "- 08-05 U1 P1 100\n- 09-05 U1 P1 100",
      [
        "missing-right V1 unknown", "missing-left - unknown", "missing-left - unknown",
      ])
  }

  @Test func `rows that differ in one code of a list explain each other`() async throws {
    for number in ["-", "X7"] {
      for codes in ["U1 P2", "U2 P1"] {
        try await check(
          "V1 06-05 U1 P1 100", "\(number) 06-05 \(codes) 100",
          ["missing-right V1 miscoded", "missing-left \(number) miscoded"])
      }
      try await check(
        "V1 06-05 U1 P1 100", "\(number) 06-05 U2 P2 100",
        ["missing-right V1 unknown", "missing-left \(number) unknown"])
    }
  }

  @Test(arguments: ["V123", "1234", "V12345", "V1324", "V1243", "V1235"])
  func `numbers one edit or one swap of neighbours apart are mistyped`(number: String) async throws
  {
    try await check(
      "V1234 06-05 U1 P1 100", "\(number) 06-07 U1 P1 98",
      ["missing-right V1234 mistyped-key", "missing-left \(number) mistyped-key"],
      pairsWithoutNumbers: false)
    for other in ["06-05 U1 P1 106", "06-09 U1 P2 100"] {
      try await check(
        "V1234 06-05 U1 P1 100", "\(number) \(other)",
        ["missing-right V1234 unknown", "missing-left \(number) unknown"],
        pairsWithoutNumbers: false)
    }
  }

  @Test(arguments: ["V12", "V2143", "V1432", "X7", "-"])
  func `numbers further apart are not`(number: String) async throws {
    try await check(
      "V1234 06-05 U1 P1 100", "\(number) 06-05 U1 P1 100",
      ["missing-right V1234 unknown", "missing-left \(number) unknown"],
      pairsWithoutNumbers: false)
  }

  @Test func `a number mistyped onto another one is told on both`() async throws {
    try await check(
      "V1 06-05 U1 P1 100\nV2 07-05 U1 P2 250", "V1 06-05 U1 P1 100\nV1 07-05 U1 P2 250",
      ["duplicate V1 mistyped-key", "missing-right V2 mistyped-key"])
    try await check(
      "V1 06-05 U1 P1 100\nV23 07-05 U1 P2 250", "V1 06-05 U1 P1 100\nV1 07-05 U1 P2 250",
      ["duplicate V1 unknown", "missing-right V23 unknown"])
  }

  // Nothing there yet

  @Test func `rows behind the newest of their sender are cut off`() async throws {
    let books = Books(
      left: "V1 06-05 U1 P1 100\nV2 06-06 U2 P1 200\nV3 06-05 U2 P1 300",
      right: "R1 06-05 U1 P1 111\nR2 06-05 U2 P1 222", rightIsWhole: false)
    let causes = try await books.causes()
    #expect(
      causes == [
        "missing-left R1 unknown", "missing-left R2 unknown", "missing-right E1 cut-off",
        "missing-right E2 cut-off", "missing-right V1 unknown", "missing-right V2 cut-off",
        "missing-right V3 unknown",
      ])
  }

  @Test func `rows of other numbers that explain each other are not cut off`() async throws {
    let books = Books(
      left: "V1 08-05 U1 P1 100\nV2 08-06 U1 P2 235",
      right: "W7 06-05 U1 P1 100\nX9 08-06 U1 P1 235", pairsWithoutNumbers: false,
      rightIsWhole: false)
    let causes = try await books.causes()
    #expect(
      causes == [
        "missing-left W7 date-shift", "missing-left X9 miscoded", "missing-right E1 cut-off",
        "missing-right E2 not-sent", "missing-right V1 date-shift", "missing-right V2 miscoded",
      ])
  }

  @Test func `rows whose sender has sent nothing come before all other causes`() async throws {
    let books = Books(
      left: "V1 06-05 U1 P1 100\nV2 06-05 U2 P1 100\nV3 06-05 U2 P1 100",
      right: "R1 12-31 U1 P1 111", rightIsWhole: false)
    let causes = try await books.causes()
    #expect(
      causes == [
        "missing-left R1 cut-off", "missing-right E1 unknown", "missing-right E2 not-sent",
        "missing-right V1 unknown", "missing-right V2 not-sent", "missing-right V3 not-sent",
      ])
  }
}
