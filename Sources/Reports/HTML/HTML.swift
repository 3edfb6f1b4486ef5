/// A piece of an HTML document as a value.
///
/// Markup is made of tags and attributes of this file alone; whatever comes from rules, files and cells
/// is `text`, which is escaped when it is written. There is no other way in.
indirect enum HTML: Sendable {
  case text(String)
  case element(Tag, [Attribute], [HTML])
  /// The style sheet, which is ours.
  case style(String)
  case group([HTML])

  /// Elements that reports are made of, those of SVG included.
  enum Tag: String, Sendable {
    case html, head, meta, title, body, header, main, footer, section, nav, div, span, p, h1, h2, h3
    case a, b, bdi, br, data, dl, dt, dd, figure, figcaption, ol, ul, li, small
    case table, caption, thead, tbody, tr, th, td
    case svg, g, rect, line, path, desc
    /// The `title` of a picture.
    case svgTitle = "svg title"

    var name: String { self == .svgTitle ? "title" : rawValue }
    var isVoid: Bool { self == .meta || self == .br }
    /// Whether a line of the file begins with it.
    var beginsLine: Bool {
      switch self {
      case .span, .a, .b, .bdi, .br, .data, .small, .th, .td, .rect, .line, .path, .desc, .svgTitle,
        .g, .svg, .title:
        false
      default: true
      }
    }
  }

  /// A name that is ours and a value that is escaped.
  struct Attribute: Sendable {
    enum Name: String, Sendable {
      case lang, charset, name, content, id, href, scope, colspan, rowspan, role, tabindex, value
      case `class`, httpEquiv = "http-equiv"
      case ariaLabel = "aria-label", ariaLabelledBy = "aria-labelledby", ariaHidden = "aria-hidden"
      case dataFile = "data-file", dataKey = "data-key", dataColumn = "data-column"
      case viewBox, preserveAspectRatio, focusable, x, y, width, height, x1, x2, y1, y2, d
    }
    let name: Name
    let value: String

    init(_ name: Name, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  static func element(_ tag: Tag, _ attributes: Attribute..., of children: [HTML]) -> HTML {
    .element(tag, attributes, children)
  }

  /// An element of a class.
  static func element(_ tag: Tag, class name: String, of children: [HTML]) -> HTML {
    .element(tag, [.init(.class, name)], children)
  }

  static func element(_ tag: Tag, class name: String, _ text: String) -> HTML {
    .element(tag, [.init(.class, name)], [.text(text)])
  }

  static func element(_ tag: Tag, _ text: String) -> HTML { .element(tag, [], [.text(text)]) }
}
