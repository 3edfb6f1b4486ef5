import Ledger
import Testing

@testable import Reports

@Suite struct HTMLTests {
  private func text(_ html: HTML) -> String {
    var bytes: [UInt8] = []
    html.append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    "Text is text, whatever it looks like",
    arguments: [
      ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
      ("\" onload='x' &amp;", "&quot; onload=&#39;x&#39; &amp;amp;"),
      ("a\u{202E}b\u{2066}c\u{200F}d", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d"),
      ("a\u{0}b\u{1B}[2Jc\u{85}", "a\u{FFFD}b\u{FFFD}[2Jc\u{FFFD}"),
      ("a\u{200B}b\u{FEFF}c\u{2060}d\u{E0041}e", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e"),
      ("hai\r\ndòng\u{2028}", "hai  dòng "), ("\u{FFFE}", "\u{FFFD}"),
      ("Tổng cộng đ", "Tổng cộng đ"),
    ])
  func escaping(written: String, shown: String) {
    #expect(text(.text(written)) == shown)
    #expect(
      text(.element(.a, .init(.href, written), of: [])) == "<a href=\"\(shown)\"></a>")
  }

  @Test("A cell is cut by characters, and what is short stays whole")
  func cutting() {
    #expect(clipped(String(repeating: "ấ", count: 300), to: 300).count == 300)
    let cut = clipped("a" + String(repeating: "\u{301}", count: 10_000), to: 300)
    #expect(cut.unicodeScalars.count == 300 && cut.hasSuffix("…"))
  }

  @Test("A place in a chart is a whole number from 0 to 1000, for hostile values too")
  func places() {
    #expect(Chart.place(Ratio(1, over: 3), from: .zero, to: Ratio(1)) == 333)
    #expect(Chart.place(Ratio(-5), from: .zero, to: Ratio(1)) == 0)
    #expect(Chart.place(Ratio(7), from: .zero, to: Ratio(1)) == 1000)
    #expect(Chart.place(Ratio(7), from: Ratio(7), to: Ratio(7)) == 0)
    #expect(Chart.place(Ratio(.max), from: Ratio(.min), to: Ratio(.max)) == 0)
  }
}
