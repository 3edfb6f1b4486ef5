import Ledger

/// A whole document that needs nothing besides itself.
func page(
  _ title: String, _ language: Language, _ parts: [HTML], footer: HTML = .group([])
) -> [UInt8] {
  let head = HTML.element(
    .head,
    of: [
      .element(.meta, .init(.charset, "utf-8"), of: []),
      // Nothing is fetched and nothing is run, whatever might have come in.
      .element(
        .meta, .init(.httpEquiv, "Content-Security-Policy"),
        .init(.content, "default-src 'none'; style-src 'unsafe-inline'"), of: []),
      .element(
        .meta, .init(.name, "viewport"), .init(.content, "width=device-width, initial-scale=1"),
        of: []),
      .element(.title, title), .style(reportStyleSheet),
    ])
  let body = HTML.element(.body, of: [.element(.main, of: parts), footer])
  return HTML.element(.html, .init(.lang, language.rawValue), of: [head, body]).document
}
