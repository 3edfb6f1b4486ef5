internal import CXlsxWriter
import Ledger

/// A workbook while it is written; rows go to the disk as they come.
@safe final class WorkbookFile {
  /// In the output folder.
  let name: String
  private var book: UnsafeMutablePointer<lxw_workbook>?
  private let styles: CellStyles
  private var names = SheetNames()
  /// The first thing that went wrong.
  private var isBroken = false

  /// Begins the workbook in `folder`, where what it needs for a while stands as well.
  init(_ name: String, in folder: String, title: String, _ plan: Plan) throws(OutputFailure) {
    guard let book = unsafe doichieu_new_workbook(folder + "/" + name, folder) else {
      throw OutputFailure(.cannotWrite, name)
    }
    self.name = name
    unsafe self.book = book
    styles = unsafe CellStyles(book, plan.language, plan.currency)
    // Excel takes 255 characters.
    let shown = String(String.UnicodeScalarView(printable(title).unicodeScalars.prefix(200)))
    if unsafe doichieu_describe(book, shown) != LXW_NO_ERROR { isBroken = true }
  }

  deinit { _ = close() }

  /// Begins a sheet, the name as near to the wanted one as Excel allows; nil where it cannot be.
  func sheet(_ wanted: String) -> SheetWriter? {
    guard let book = unsafe book,
      let sheet = unsafe workbook_add_worksheet(book, names.name(wanted))
    else {
      isBroken = true
      return nil
    }
    return unsafe SheetWriter(sheet, styles)
  }

  /// Puts the file together.
  func finish() throws(OutputFailure) {
    guard close() else { throw OutputFailure(.cannotWrite, name, code: systemError) }
  }

  private func close() -> Bool {
    guard let open = unsafe book else { return !isBroken }
    unsafe book = nil
    return unsafe workbook_close(open) == LXW_NO_ERROR && !isBroken
  }
}
