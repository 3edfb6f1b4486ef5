import Ledger

/// Finds out how a table is to be read, and reads it so, as a run would.
struct TableInspector {
  let place: RowPlace
  let language: Language
  let jobs: Int
  private let progress: RunProgress
  private let header: LikelyHeader
  private let profiles: [ColumnProfile]
  private let open: () throws(Unreadable) -> any ByteStream
  private var source: SourcePlan
  /// For each column of the source its field.
  private let fields: [Int]
  private let obstacles: [ColumnFacts.Obstacle?]
  private var assumptions: [Assumption] = []

  init(
    _ place: RowPlace, language: Language, jobs: Int, progress: RunProgress,
    open: @escaping () throws(Unreadable) -> any ByteStream
  ) throws(Unreadable) {
    (self.place, self.language, self.open) = (place, language, open)
    (self.jobs, self.progress) = (jobs, progress)
    var source = SourcePlan(name: "", title: "", files: [])
    let text = try TableText(EncodingDecision(source, language), open: open)
    let front = text.front
    header = try likelyHeader(front.bytes, isWhole: front.isLast, sheet: front.sheet?.dates)
    profiles = try Ingest.profiles(of: try text.stream(), below: header.head)
    let head = header.head
    let names = columnNames(of: head.paths)
    var fields: [Int] = []
    obstacles = head.obstacles
    let headings = head.headings
    for field in head.paths.indices where obstacles[field] == nil {
      fields.append(field)
      source.columns.append(
        ColumnPlan(
          name: names[field], origin: .heading([headings[field]]), type: .text, isRequired: false))
    }
    guard !fields.isEmpty else { throw .noHeader }
    (self.fields, self.source) = (fields, source)
    for column in fields.indices { takeType(of: column) }
    settleUnits()
    settleDates()
    settleHeader(front)
  }

  /// What the table holds.
  consuming func facts() async throws(Unreadable) -> TableFacts {
    // Every round changes the plan towards text and away from `required`, which has an end.
    while true {
      var builder = TableBuilder(source: source)
      let read: TableReader.Read
      do throws(Unreadable) {
        read = try await reader.read(place, into: &builder, open: open)
      } catch {
        guard relax(after: error) else { throw error }
        continue
      }
      if relax(after: read) { continue }
      return facts(read, builder.finish().table)
    }
  }

  private var reader: TableReader {
    let rules = source.columns.map {
      CodeRule(isCode: $0.type == .code, length: $0.length, pads: $0.pads)
    }
    var plan = Plan(name: "", title: "", currency: .vnd, language: language)
    plan.sources = [source]
    return TableReader(
      plan: ReadingPlan(source: source, currency: .vnd, language: language, codeRules: rules),
      shape: RowShape(plan: plan, source: 0, codeRules: rules, tables: []), jobs: jobs,
      progress: progress)
  }

  private mutating func takeType(of column: Int) {
    let typing = ColumnTyping(
      header.head.paths[fields[column]], profiles[fields[column]],
      moneyUnits: header.head.statedUnits)
    var plan = source.columns[column]
    (plan.type, plan.length, plan.isPercent) = (typing.type, typing.length, typing.isPercent)
    plan.pads = typing.length != nil
    plan.isUsed = true
    // Rows without their code are headings and subtotals of an outline, or else it may be empty.
    plan.isRequired = [.money, .date, .code].contains(typing.type)
    source.columns[column] = plan
    if let assumption = typing.assumption { assumptions.append(assumption) }
  }

  /// Money is in the unit that its heading names, else in that of the rows above the table.
  private mutating func settleUnits() {
    if !header.head.statedUnits.isEmpty { source.moneyUnit = .fromFile }
    for column in source.columns.indices where source.columns[column].type == .money {
      let path = header.head.paths[fields[column]]
      if path.contains(where: { statedUnit(inHeading: $0) != nil }),
        source.moneyUnit != .fromFile
      {
        source.columns[column].moneyUnit = .fromFile
      }
    }
  }

  /// Says how dates are written that read either way, unless other columns show otherwise.
  private mutating func settleDates() {
    let dated = source.columns.indices.filter { source.columns[$0].type == .date }
    let evidence = dated.map { profiles[fields[$0]].dates }
    let isOpen = evidence.map {
      $0.either > 0 && $0.dayFirst == 0 && $0.monthFirst == 0 && $0.iso == 0
    }
    let isOther = evidence.contains { $0.monthFirst + $0.iso + $0.serials > 0 }
    guard isOpen.contains(true), !isOther else { return }
    source.dates = .dayFirst
    for (column, isOpen) in zip(dated, isOpen) where isOpen {
      assumptions.append(.dates(heading: header.head.headings[fields[column]], .dayFirst))
    }
  }

  /// Says where the header stands when a run would look elsewhere.
  private mutating func settleHeader(_ front: Front) {
    func isFound(_ source: SourcePlan) -> Bool {
      let found = try? readHead(
        front.bytes, isWhole: front.isLast, source: source, sheet: front.sheet?.dates)
      return found?.dataOffset == header.head.dataOffset && found?.paths == header.head.paths
    }
    if isFound(source) { return }
    if front.sheet == nil { source.delimiter = header.head.delimiter }
    if !isFound(source) { source.header = .rows(header.rows) }
  }

  /// Chooses where the file decides nothing; false where there is nothing to choose.
  private mutating func relax(after failure: Unreadable) -> Bool {
    guard let heading = failure.heading,
      let column = source.columns.indices.first(where: {
        header.head.headings[fields[$0]] == heading && source.columns[$0].type != .text
      })
    else { return false }
    let profile = profiles[fields[column]]
    switch source.columns[column].type {
    case .date where source.dates == nil && profile.dates.either > 0:
      source.dates = .dayFirst
      assumptions.append(.dates(heading: heading, .dayFirst))
    case .rate where source.columns[column].isPercent == nil && !heading.contains("%"):
      source.columns[column].isPercent = false
      assumptions.append(.fraction(heading: heading))
    case .money where source.numbers == nil && profile.hasLoneSeparator,
      .number where source.numbers == nil && profile.hasLoneSeparator,
      .rate where source.numbers == nil && profile.hasLoneSeparator:
      takeNumbersAs(profile.numbers.likelyFormat)
    default: takeAsText(column)
    }
    return true
  }

  /// Says how numbers are written whose separators are all alone.
  private mutating func takeNumbersAs(_ format: NumberFormat) {
    source.numbers = format
    for column in source.columns.indices {
      let numbers = profiles[fields[column]].numbers
      guard [.money, .number, .rate].contains(source.columns[column].type),
        numbers.loneDot + numbers.loneComma > 0, numbers.vietnamese + numbers.english == 0
      else { continue }
      assumptions.append(.numbers(heading: header.head.headings[fields[column]], format))
    }
  }

  /// Takes back what too many rows speak against; false where nothing is to be taken back.
  private mutating func relax(after read: TableReader.Read) -> Bool {
    let rowCount = read.table.account.kept + read.table.account.rejected
    var counts: [Int: (blank: Int, fine: Int, other: Int)] = [:]
    for reject in read.rejects {
      guard let column = reject.column.map({ read.layout.columns[$0].column }) else { continue }
      switch reject.reason {
      case .empty: counts[column, default: (0, 0, 0)].blank += 1
      case .tooFine: counts[column, default: (0, 0, 0)].fine += 1
      default: counts[column, default: (0, 0, 0)].other += 1
      }
    }
    var isChanged = false
    for (column, count) in counts.sorted(by: { $0.key < $1.key }) {
      let plan = source.columns[column]
      let isOften = count.blank > 1 && count.blank * 5 > rowCount
      if plan.isRequired, count.blank > 0, plan.type == .code || isOften {
        source.columns[column].isRequired = false
        source.columns[column].mayBeAbsent = plan.type != .code
        isChanged = true
      } else if (count.fine + count.other) * 5 > rowCount, plan.type != .text {
        if plan.type == .money, count.fine > count.other {
          source.columns[column].type = .number
          source.columns[column].isRequired = false
          assumptions.append(.decimalMoney(heading: header.head.headings[fields[column]]))
        } else {
          takeAsText(column)
        }
        isChanged = true
      }
    }
    return isChanged
  }

  private mutating func takeAsText(_ column: Int) {
    var plan = source.columns[column]
    plan.type = .text
    (plan.length, plan.pads, plan.isRequired, plan.mayBeAbsent) = (nil, false, false, false)
    source.columns[column] = plan
  }

  private func facts(_ read: TableReader.Read, _ table: Table) -> TableFacts {
    let headings = header.head.headings
    let columns = headings.indices.map { field in
      let profile = profiles[field]
      var facts = ColumnFacts(
        number: field + 1, heading: headings[field], blankCount: profile.blankCount,
        distinctCount: profile.distinctCount, examples: profile.examples)
      facts.obstacle = obstacles[field]
      facts.column = fields.firstIndex(of: field)
      if let column = facts.column, let values = table.columns[column] {
        facts.add(values, of: source.columns[column].type)
      }
      return facts
    }
    var result = TableFacts(
      source: said, table: read.table, header: header.facts, columns: columns,
      rejects: read.rejects.map { reject in
        let column = reject.column.map { read.layout.columns[$0] }
        return Reject(
          source: 0, file: place.file, entry: place.entry, line: reject.line,
          column: column.map { $0.field + 1 } ?? 0, header: column?.heading ?? "",
          raw: reject.raw, reason: reject.reason)
      },
      wrongTotals: read.mismatches.map { total in
        let column = read.layout.columns[total.column]
        return WrongTotal(
          total.fault, line: total.line, heading: column.heading, printed: total.printed.value,
          sum: total.sum,
          type: source.columns[column.column].type)
      })
    result.assumptions = assumptions
    let units = Set(read.table.moneyUnits.map(\.exponent))
    result.moneyExponent = units.count == 1 ? units.first : nil
    return result
  }

  /// The source as a rule file says it: what is so without saying is left out.
  private var said: SourcePlan {
    var said = source
    for column in said.columns.indices where said.columns[column].type == .code {
      let isBlankSomewhere = profiles[fields[column]].blankCount > 0
      if !isBlankSomewhere { said.columns[column].isRequired = false }
    }
    return said
  }
}

extension ColumnFacts {
  /// What the kept rows of the column hold, add up to, or between which days they lie.
  fileprivate mutating func add(_ values: Column, of type: ValueType) {
    switch values {
    case .exact(let values):
      let known = values.filter { $0 != Column.missingExact }
      blankCount = values.count - known.count
      if type != .rate { sum = known.reduce(0) { $0 + Int128($1) } }
    case .days(let values):
      let known = values.filter { $0 != Column.missingDay }
      blankCount = values.count - known.count
      if let first = known.min(), let last = known.max() { days = first...last }
    case .texts(let values):
      let filled = (0..<values.count).filter { !values.range(ofRow: $0).isEmpty }
      blankCount = values.count - filled.count
      if distinctCount != nil { distinctCount = Set(filled.map(values.hash)).count }
    case .symbols(let values):
      blankCount = values.ids.count { $0 == 0 }
      if distinctCount != nil { distinctCount = Set(values.ids).subtracting([0]).count }
    }
  }
}

extension Head {
  /// For each field, why a rule file cannot name it by its heading; nil where it can.
  fileprivate var obstacles: [ColumnFacts.Obstacle?] {
    let folded = FoldedHeadings(paths)
    var source = SourcePlan(name: "", title: "", files: [])
    source.columns = headings.map {
      var column = ColumnPlan(
        name: "", origin: .heading([$0]), type: .text, isRequired: false)
      column.isUsed = true
      return column
    }
    return zip(paths.indices, source.wantedHeadings).map { field, wanted in
      if paths[field].isEmpty { return .noHeading }
      return folded.fields(of: wanted) == [field] ? nil : .sameHeading
    }
  }
}

extension NumberEvidence {
  /// Three digits behind the only separator are nearly always a group.
  fileprivate var likelyFormat: NumberFormat { loneDot >= loneComma ? .vietnamese : .english }
}
