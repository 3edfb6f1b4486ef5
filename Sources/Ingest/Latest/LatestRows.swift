import Ledger

/// Keeps, for each value of a column, the rows of the file that is newest by its name (`latest: unit`).
///
/// A file's values are those of its rows, before `where`; of a file without rows, the listed codes that
/// stand in its path. A file that is the newest for some of its values only keeps their rows, and the
/// others are filtered.
struct LatestRows {
  private let column: Int
  private var tables: [DatedTable] = []
  /// For each value the places in `tables` of those with its newest date.
  private var newest: [String: [Int]] = [:]

  /// A table that was read, with its date.
  struct DatedTable {
    var place: RowPlace
    var date: Day
    var values: Set<String>
    var isWithoutRows: Bool
    /// What the date belongs to: the entries of a dated archive are of one date, and no rivals.
    var bearer: String
  }

  /// What becomes of a table.
  enum Fate {
    /// All rows stay, but for those of some values.
    case kept(without: Set<String>, newer: String)
    case superseded(by: String)
    case tied(Unreadable)
  }

  init(column: Int, source: Int, _ intake: Intake, listed: Set<String>) {
    self.column = column
    for file in intake.files where file.source == source {
      for table in file.tables {
        let place = RowPlace(file: file.path, entry: table.entry)
        add(table, at: place, readAt: place)
      }
    }
    for duplicate in intake.duplicates where duplicate.source == source {
      // The path of a table without rows says whose it is, whatever other one has its bytes.
      for (place, table) in intake.tables(of: duplicate)
      where table.coverage.values[column]?.isEmpty ?? true {
        add(table, at: place, readAt: RowPlace(file: duplicate.twin, entry: table.entry))
      }
    }
    let paths = PathIndex(tables.map(\.place.path))
    for code in listed {
      for place in paths.places(of: code) where tables[place].isWithoutRows {
        tables[place].values.insert(code)
      }
    }
    for (index, table) in tables.enumerated() {
      for value in table.values {
        let best = newest[value]?.first.map { tables[$0].date }
        if best == nil || best ?? table.date < table.date { newest[value] = [] }
        if best == nil || best ?? table.date <= table.date { newest[value]?.append(index) }
      }
    }
  }

  private mutating func add(
    _ table: InputTable, at place: RowPlace, readAt read: RowPlace
  ) {
    guard let date = place.date else { return }
    let values = table.coverage.values[column] ?? []
    tables.append(
      DatedTable(
        place: place, date: date, values: values, isWithoutRows: values.isEmpty,
        bearer: fileDate(in: read.file.lastPart) == nil ? read.path : read.file))
  }

  /// The fate of every table, in the order in which they were read.
  var fates: [(table: DatedTable, fate: Fate)] {
    tables.map { ($0, fate(of: $0)) }
  }

  private func fate(of table: DatedTable) -> Fate {
    let values = table.values.sorted()
    for value in values {
      let rivals = newest[value, default: []].map { tables[$0] }
      guard rivals.contains(where: { $0.bearer == table.bearer }),
        let other = rivals.first(where: { $0.bearer != table.bearer })
      else { continue }
      return .tied(.sameDate(table.date, as: other.place.path, of: value))
    }
    let old = values.filter { value in
      newest[value]?.first.map { tables[$0].date > table.date } ?? false
    }
    let newer = old.first.flatMap { newest[$0]?.first }.map { tables[$0].place.path } ?? ""
    return !old.isEmpty && old.count == values.count
      ? .superseded(by: newer) : .kept(without: Set(old), newer: newer)
  }
}

extension SourceReader {
  /// Takes everything that `latest: COLUMN` leaves out of what was read.
  func keepLatest(by column: Int, in intake: inout Intake) {
    let latest = LatestRows(column: column, source: index, intake, listed: listed(column, intake))
    var isDropped: Set<String> = []
    var isOld: [String: Set<String>] = [:]
    var notices: [Notice] = []
    // Files of which a newer one was read are no inputs; those that cannot be put in order are.
    var isSuperseded: Set<String> = []
    for (table, fate) in latest.fates {
      let path = table.place.path
      switch fate {
      case .kept(let old, _) where old.isEmpty: break
      case .kept(let old, let newer):
        isOld[path] = old
        notices.append(superseded(table.place, by: newer, values: old.sorted()))
      case .superseded(let newer):
        isDropped.insert(path)
        isSuperseded.insert(table.place.file)
        notices.append(superseded(table.place, by: newer))
      case .tied(let reason):
        isDropped.insert(path)
        notices.append(unreadable(table.place, reason, &intake))
      }
    }
    if notices.isEmpty { return }
    forget(isDropped, in: &intake)
    intake.notices += notices
    takeOut(isDropped, isOld, column, &intake)
    intake.files.removeAll {
      $0.source == index && $0.tables.isEmpty && isSuperseded.contains($0.path)
    }
  }

  /// Codes that a path may name: those that the column must exist in, or that `each` expects.
  private func listed(_ column: Int, _ intake: Intake) -> Set<String> {
    let lists = [source.columns[column].reference, source.sender?.list].compactMap(\.self)
    guard let list = lists.first, let codes = intake.tables[list.source].columns[list.column]
    else { return [] }
    return distinctTexts(codes).subtracting([""])
  }

  /// Takes back what was told of the rows of tables, by their paths.
  private func forget(_ paths: Set<String>, in intake: inout Intake) {
    intake.notices.removeAll { notice in
      guard let file = notice.key.last, file.name == "file" else { return false }
      return notice.key.first?.value == source.name && paths.contains(file.value)
    }
    intake.rejects.removeAll {
      $0.source == index && paths.contains(RowPlace(file: $0.file, entry: $0.entry).path)
    }
  }

  /// Takes whole tables, and the rows of old values, out of the source's table and account.
  private func takeOut(
    _ isDropped: Set<String>, _ isOld: [String: Set<String>], _ column: Int, _ intake: inout Intake
  ) {
    var table = intake.tables[index]
    var kept: [Int] = []
    var segments: [Segment] = []
    for segment in table.segments {
      let path = RowPlace(file: segment.file, entry: segment.entry).path
      if isDropped.contains(path) { continue }
      var rows = Array(segment.firstRow..<segment.firstRow + segment.rowCount)
      if let old = isOld[path], case .symbols(let symbols)? = table.columns[column] {
        let isLeftOut = symbols.names.map(old.contains)
        rows.removeAll { isLeftOut[Int(symbols.ids[$0])] }
      }
      var smaller = Segment(
        file: segment.file, entry: segment.entry, firstRow: kept.count, rowCount: rows.count)
      for (offset, row) in rows.enumerated() {
        smaller.lines.append(row: kept.count + offset, line: segment.lines.line(ofRow: row))
      }
      kept += rows
      segments.append(smaller)
    }
    table.columns = table.columns.map { $0?.keeping(kept) }
    table.rowCount = kept.count
    table.segments = segments
    intake.tables[index] = table
    settleAccounts(isDropped, isOld, column, &intake)
  }

  /// Rows left out of a table that stays are filtered.
  private func settleAccounts(
    _ isDropped: Set<String>, _ isOld: [String: Set<String>], _ column: Int, _ intake: inout Intake
  ) {
    let table = intake.tables[index]
    for file in intake.files.indices where intake.files[file].source == index {
      let path = intake.files[file].path
      intake.files[file].tables.removeAll {
        isDropped.contains(RowPlace(file: path, entry: $0.entry).path)
      }
      for place in intake.files[file].tables.indices {
        var read = intake.files[file].tables[place]
        guard let old = isOld[RowPlace(file: path, entry: read.entry).path],
          let segment = table.segments.first(where: { $0.file == path && $0.entry == read.entry })
        else { continue }
        read.coverage.values[column]?.subtract(old)
        if source.sender?.column == column {
          read.coverage.newest = read.coverage.newest.filter { !old.contains($0.key) }
        }
        let count = source.unpivot == nil ? segment.rowCount : segment.records.count
        let money = money(of: segment, in: table)
        read.account.filtered += read.account.kept - count
        read.account.filteredMoney += read.account.keptMoney - money
        (read.account.kept, read.account.keptMoney) = (count, money)
        intake.files[file].tables[place] = read
      }
    }
  }

  private func money(of segment: Segment, in table: Table) -> Int128 {
    guard let column = source.moneyColumn, case .exact(let values)? = table.columns[column] else {
      return 0
    }
    return values[segment.firstRow..<segment.firstRow + segment.rowCount]
      .reduce(0) { $1 == Column.missingExact ? $0 : $0 + Int128($1) }
  }
}
