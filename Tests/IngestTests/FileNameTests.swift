import Ledger
import Testing

@testable import Ingest

@Suite struct FileNameTests {
  @Test(arguments: [
    ("kbnn/a.zip", "kbnn/*.zip", true), ("kbnn/x/a.zip", "kbnn/*.zip", false),
    ("don-vi/a.csv", "don-vi/**/*.csv", true), ("don-vi/x/y/a.csv", "don-vi/**/*.csv", true),
    ("don-vi/a.CSV", "don-vi/*.csv", false), ("a1.csv", "a?.csv", true),
    ("ab.csv", "a[0-9].csv", false),
    ("a5.csv", "a[!a-z].csv", true), ("a.csv", "./a.csv", true), ("x/a.csv", "**", true),
    ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "*a*a*a*a*a*a*a*a*c", false),
  ])
  func `globs`(path: String, glob: String, expected: Bool) {
    #expect(matches(path: path, glob: glob) == expected)
  }

  @Test(arguments: [
    ("ke-hoach-2024-10-28.csv", "2024-10-28"), ("bc_28.10.2024.csv", "2024-10-28"),
    ("export20241028.zip", "2024-10-28"), ("export28102024.zip", "2024-10-28"), ("a.csv", nil),
    ("2024-10-28-den-2024-10-30.csv", nil), ("2024-10-28_2024-10-28.csv", "2024-10-28"),
    ("ma-12345678.csv", nil), ("2024-02-30.csv", nil),
  ])
  func `the date in a file's name`(name: String, expected: String?) {
    #expect(fileDate(in: name)?.description == expected)
  }

  @Test(arguments: [
    ("don-vi/1056789/a.csv", "1056789", true), ("bc_1056789.csv", "1056789", true),
    ("a.zip//1056789 t10.csv", "1056789", true), ("x1056789.csv", "1056789", false),
    ("10567891.csv", "1056789", false), ("don-vi/t03/a.csv", "T03", true),
    ("bc-01.23.csv", "01.23", true), ("bc-101.23.csv", "01.23", false),
    ("101.23/01.23.csv", "01.23", true), ("so-y-te/a.csv", "Y-TE", true),
    ("Sở_Y_tế.csv", "Sở", true), ("a.csv", "..", false),
  ])
  func `a code in a path is a whole word of it`(path: String, code: String, expected: Bool) {
    #expect(PathIndex(["a.csv", path]).places(of: code).contains(1) == expected)
  }
}
