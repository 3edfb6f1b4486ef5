import Ledger

/// Finds each declared column among the headings of a file.
func bind(_ source: SourcePlan, to head: Head) throws(Unreadable) -> [(column: Int, field: Int)] {
  let headings = FoldedHeadings(head.paths)
  var bound: [(column: Int, field: Int)] = []
  for wanted in source.wantedHeadings {
    let fields = headings.fields(of: wanted)
    guard let field = fields.first else {
      if source.columns[wanted.column].mayBeAbsent { continue }
      var error = Unreadable.noHeading(
        wanted.texts, seen: head.headings,
        unsplitBy: source.delimiter != nil && head.paths.count == 1 ? head.delimiter : nil)
      let isOther = source.wantedHeadings.allSatisfy { headings.fields(of: $0).isEmpty }
      if isOther { error.reasonToSkip = .noHeading }
      throw error
    }
    if fields.count > 1 {
      throw .twoHeadings(
        head.headings[field], head.headings[fields[1]], column: source.columns[wanted.column].name)
    }
    bound.append((wanted.column, field))
  }
  return bound
}

/// How the columns of a table are read, before and after its cells have said how they are written.
struct ReadingPlan {
  let source: SourcePlan
  let currency: Currency
  let language: Language
  let codeRules: [CodeRule]

  /// A layout with formats as declared, as decided, or the language's own until something is known.
  func layout(
    _ head: Head, bound: [(column: Int, field: Int)], formats: [Int: DecidedFormat]
  ) -> Layout {
    let headings = head.headings
    let columns = bound.map { column, field in
      let plan = source.columns[column]
      let unit = plan.type == .money ? moneyExponent(column, head, field: field) : nil
      return BoundColumn(
        column: column, field: field, heading: headings[field],
        isRequired: plan.isRequired,
        isSummed: plan.type == .money || plan.type == .number || plan.type == .integer,
        moneyExponent: unit, reading: reading(column, formats[column], moneyExponent: unit ?? 0))
    }
    return Layout(
      delimiter: head.delimiter, sheet: head.sheet, fieldCount: head.paths.count, columns: columns,
      totals: TotalLabels(source.totals),
      roles: RowRoles(head.paths, columns: columns, otherCodes: unusedCodeFields(head)) {
        source.columns[$0.column].type
      })
  }

  /// Where declared codes stand that no rule names: a row that has one is a data row all the same.
  private func unusedCodeFields(_ head: Head) -> [Int] {
    var codes = source
    for index in codes.columns.indices {
      codes.columns[index].isUsed =
        !codes.columns[index].isUsed && codes.columns[index].type == .code
    }
    let headings = FoldedHeadings(head.paths)
    return codes.wantedHeadings.compactMap { headings.fields(of: $0).first }
  }

  /// Whether the file is to say in what unit a money column is written.
  func readsUnit(_ column: BoundColumn) -> Bool {
    let plan = source.columns[column.column]
    return plan.type == .money && (plan.moneyUnit ?? source.moneyUnit) == .fromFile
  }

  /// Refuses a money column of which the file names another unit than it is read in, or none
  /// although it should.
  func checkUnit(of column: BoundColumn, _ head: Head) throws(Unreadable) {
    guard source.columns[column.column].type == .money else { return }
    let stated = head.statedUnits(of: column.field)
    let currencies = stated.compactMap(\.currency).filter { $0 != currency.code }
    if let other = currencies.min() {
      throw .otherCurrency(column: column.heading, other, than: currency.code)
    }
    guard let exponent = column.moneyExponent else {
      throw .noMoneyUnit(column: column.heading, found: stated.count)
    }
    // Whole currency units are what the rules mean without saying so: they are taken at their word.
    let exponents = stated.map(\.exponent)
    if exponent != 0, let other = exponents.min(), !exponents.contains(exponent) {
      throw .otherUnit(column: column.heading, other, than: exponent, currency)
    }
  }

  /// The unit of a money column; nil where the file should say it and does not, or says two.
  private func moneyExponent(_ column: Int, _ head: Head, field: Int) -> Int? {
    switch source.columns[column].moneyUnit ?? source.moneyUnit {
    case .tenTo(let exponent): return exponent
    case .fromFile:
      let stated = Set(head.statedUnits(of: field).map(\.exponent))
      return stated.count == 1 ? stated.first : nil
    }
  }

  private func reading(
    _ index: Int, _ format: DecidedFormat?, moneyExponent: Int
  ) -> CellReading {
    let column = source.columns[index]
    switch column.type {
    case .text, .code:
      return column.isInterned ? .symbols(codeRules[index]) : .texts(codeRules[index])
    case .flag: return .flag
    case .date:
      // Only where serials were declared can small ones be meant.
      return .date(
        DateReading(
          format: source.dates ?? format?.dates ?? .dayFirst,
          serials: source.dates == .excel ? DateReading.allSerials : DateReading.likelySerials,
          takesSerials: source.dates == nil || source.dates == .excel))
    case .money, .number, .integer, .rate, .days:
      let isPercent = column.isPercent ?? format?.isPercent ?? false
      let isRate = column.type == .rate
      let exponent =
        switch column.type {
        case .money: currency.decimals + moneyExponent
        case .rate: column.type.storedDecimals - (isPercent ? 2 : 0)
        default: column.type.storedDecimals
        }
      return .number(
        NumberReading(
          format: source.numbers ?? format?.numbers ?? defaultNumbers, exponent: exponent,
          isMoney: column.type == .money, allowsPercent: isRate && column.isPercent != false,
          isRate: isRate, groupsOnly: format?.groupsOnly ?? false,
          // `5 đ` in a column of triệu đồng would say two things at once.
          marks: column.type == .money && moneyExponent == 0 ? currencyMarks(of: currency) : []),
        isRate: isRate && column.isPercent == nil && !isPercent)
    }
  }

  private var defaultNumbers: NumberFormat { language == .vietnamese ? .vietnamese : .english }
}

/// How one column of one file is written, by its cells.
struct DecidedFormat: Equatable {
  var numbers: NumberFormat?
  /// See `NumberReading.groupsOnly`.
  var groupsOnly = false
  var dates: DateFormat?
  var isPercent: Bool?
}
