internal import CXlsxWriter
import Ledger

/// The formats of a workbook: each made once, when it is first asked for.
///
/// A class, because all sheets share them.
@safe final class CellStyles {
  enum Role: UInt8, Hashable {
    case plain, total, heading, title, line, note, verdict, failure
    /// A cell whose text goes on below itself.
    case wrapped
  }

  private struct Key: Hashable {
    var kind: CellKind
    var role: Role
  }
  private let book: UnsafeMutablePointer<lxw_workbook>
  private let language: Language
  private let decimals: Int
  private var formats: [Key: UnsafeMutablePointer<lxw_format>] = unsafe [:]

  private static let ink: lxw_color_t = 0x1F3A5F
  private static let tint: lxw_color_t = 0xE9EEF5
  private static let line: lxw_color_t = 0xB8C4D4
  private static let grey: lxw_color_t = 0x5B6673

  init(_ book: UnsafeMutablePointer<lxw_workbook>, _ language: Language, _ currency: Currency) {
    unsafe self.book = book
    self.language = language
    decimals = currency.decimals
  }

  /// The format of a cell; nil where there is no memory, which leaves it plain.
  func format(_ kind: CellKind, _ role: Role) -> UnsafeMutablePointer<lxw_format>? {
    let key = Key(kind: kind, role: role)
    if let known = unsafe formats[key] { return unsafe known }
    guard let format = unsafe workbook_add_format(book) else { return nil }
    if kind != .text {
      unsafe format_set_num_format(format, pattern(kind))
      unsafe format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    }
    // Text stands off the numbers of the column before it.
    if kind == .text, [.plain, .wrapped, .total].contains(role) {
      unsafe format_set_indent(format, 1)
    }
    unsafe shape(format, role, isText: kind == .text)
    unsafe formats[key] = format
    return unsafe format
  }

  private func shape(_ format: UnsafeMutablePointer<lxw_format>, _ role: Role, isText: Bool) {
    let thin = UInt8(LXW_BORDER_THIN.rawValue)
    switch role {
    case .plain, .line: break
    case .wrapped:
      unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      if isText { unsafe format_set_text_wrap(format) }
    case .total:
      unsafe format_set_bold(format)
      unsafe format_set_bg_color(format, Self.tint)
      unsafe format_set_top(format, thin)
      unsafe format_set_bottom(format, thin)
      unsafe format_set_top_color(format, Self.line)
      unsafe format_set_bottom_color(format, Self.line)
    case .heading:
      unsafe format_set_bold(format)
      unsafe format_set_font_color(format, 0xFFFFFF)
      unsafe format_set_bg_color(format, Self.ink)
      unsafe format_set_text_wrap(format)
      unsafe format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
      unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
      unsafe format_set_border(format, thin)
      unsafe format_set_border_color(format, Self.line)
    case .title:
      unsafe format_set_bold(format)
      unsafe doichieu_set_size(format, 14)
      unsafe format_set_font_color(format, Self.ink)
    case .note:
      unsafe format_set_italic(format)
      unsafe format_set_font_color(format, Self.grey)
    case .verdict, .failure:
      unsafe format_set_bold(format)
      unsafe doichieu_set_size(format, 12)
      unsafe format_set_font_color(format, role == .failure ? 0x9C1C1C : 0x1D6B3A)
    }
  }

  /// How numbers are shown; the program that opens the workbook writes dots and commas as its user does.
  private func pattern(_ kind: CellKind) -> String {
    let fraction = decimals > 0 ? "." + String(repeating: "0", count: decimals) : ""
    let money = "#,##0" + fraction
    return switch kind {
    case .text, .number: "General"
    case .count: "#,##0"
    case .money: money
    case .change: "+\(money);-\(money);0"
    case .rate: "0.00%"
    case .points: "+0.00;-0.00;0.00"
    case .multiple: "0.0"
    case .date: language == .vietnamese ? "dd/mm/yyyy" : "yyyy-mm-dd"
    }
  }

  /// The colour of a cell that says how bad a finding is.
  func mark(_ severity: Severity) -> UnsafeMutablePointer<lxw_format>? {
    guard let format = unsafe workbook_add_format(book) else { return nil }
    let (ink, paper): (lxw_color_t, lxw_color_t) =
      switch severity {
      case .error: (0x9C1C1C, 0xF9DCDC)
      case .warning: (0x7A5300, 0xFCEFC9)
      case .info: (0x2B4A73, 0xE3ECF8)
      }
    unsafe format_set_font_color(format, ink)
    unsafe format_set_bg_color(format, paper)
    return unsafe format
  }
}
