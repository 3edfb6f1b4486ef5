internal import Ledger

/// What names of the rule file stand for while it is being compiled.
///
/// A name whose definition is wrong stays known, without a type, so that its uses give no further
/// errors.
struct Declarations {
  var parameters: [DeclaredParameter] = []
  var maps: [DeclaredMap] = []
  var sources: [DeclaredSource] = []
  var matches: [DeclaredMatch] = []
  var balances: [DeclaredBalance] = []
  var calendar: DeclaredCalendar?
  var checks: [DeclaredCheck] = []
  var currency = Currency.vnd
  var abbreviations = Abbreviations()

  func source(named name: String) -> Int? { sources.firstIndex { $0.name == name } }
  func map(named name: String) -> Int? { maps.firstIndex { $0.name == name } }
  func match(named name: String) -> Int? { matches.firstIndex { $0.name == name } }
  func balance(named name: String) -> Int? { balances.firstIndex { $0.name == name } }
  func parameter(named name: String) -> Int? { parameters.firstIndex { $0.name == name } }
}

struct DeclaredParameter {
  var name: String
  var position: Position
  /// nil when the definition is wrong.
  var value: (type: ValueType, value: Value)?
  var isUsed = false
}

struct DeclaredCalendar {
  var position: Position
  var isUsed = false
}

struct DeclaredMap {
  var name: String
  var position: Position
}

struct DeclaredColumn {
  var name: String
  var position: Position
  /// nil when the definition is wrong.
  var type: ValueType?
  var reference: DeclaredReference = .none
}

/// Where a column can be followed to.
enum DeclaredReference: Hashable {
  case none
  /// `in` is wrong; following gives no further errors.
  case broken
  case to(Reference)
}

struct DeclaredSource {
  var name: String
  var position: Position
  var columns: [DeclaredColumn] = []
  /// Names of the `unique` columns.
  var unique: [String] = []
  /// The columns cannot be known.
  var isBroken = false

  func column(named name: String) -> Int? { columns.firstIndex { $0.name == name } }
}

struct DeclaredMatch {
  var name: String
  var position: Position
  /// Index of the left source; nil when it is wrong.
  var left: Int?
  var right: Int?
  /// The columns that make a finding's key.
  var key: [MatchPlan.SharedColumn] = []
  /// Types of the differences that its findings may have; nil when the definition is wrong.
  var differences: [ValueType]?
}

struct DeclaredCheck {
  var name: String
  var position: Position
  /// What may be said of its findings elsewhere; nil when the definition is wrong.
  var scope: Scope?
  /// The type of its difference, if it has one; nil when the definition is wrong.
  var differences: [ValueType]?
}

struct DeclaredMeasure {
  var name: String
  /// nil when the definition is wrong.
  var type: ValueType?
}

struct DeclaredBalance {
  var name: String
  var position: Position
  var dimensions: [DeclaredColumn] = []
  var measures: [DeclaredMeasure] = []
  /// Names of all measures, those of a later line too.
  var measureNames: [String] = []
  /// `by` or `measures` cannot be known.
  var isBroken = false

  func dimension(named name: String) -> Int? { dimensions.firstIndex { $0.name == name } }
  func measure(named name: String) -> Int? { measures.firstIndex { $0.name == name } }
}

extension Declarations {
  /// Names that only the lexer can tell from a subtraction.
  var hyphenated: [String] {
    let all =
      parameters.map(\.name) + sources.map(\.name) + sources.flatMap { $0.columns.map(\.name) }
      + balances.flatMap(\.measureNames) + matches.map(\.name) + balances.map(\.name)
    return Set(all.filter { $0.contains("-") }).sorted()
  }
}
