internal import Ledger

/// A source between its declaration and its plan.
struct SourceDraft {
  var index: Int
  var entry: YAMLEntry
  var mapping: Mapping
  var columns: [ColumnDraft]
  var unpivot: UnpivotDraft?
}

extension Compiler {
  static let sourceKeys = KeySet(
    place: .source,
    known: [
      "title", "files", "required", "columns", "header", "encoding", "delimiter", "numbers",
      "dates",
      "money", "totals", "parts", "where", "unique", "rejects", "each", "fresh", "latest",
      "unpivot", "password_file",
    ])

  /// `sources`: first all columns of all sources, then what refers to them.
  mutating func readSources(_ entries: [YAMLEntry]) {
    var drafts: [SourceDraft] = []
    for (index, entry) in entries.enumerated() {
      names.sources.append(DeclaredSource(name: entry.name, position: entry.key.position))
      plan.sources.append(SourcePlan(name: entry.name, title: entry.name, files: []))
      statedRequirements.append([])
      guard let mapping = mapping(entry.value, Self.sourceKeys, at: entry.key.position) else {
        names.sources[index].isBroken = true
        continue
      }
      drafts.append(declare(SourceDraft(index: index, entry: entry, mapping: mapping, columns: [])))
    }
    for draft in drafts { readUnique(draft) }
    for draft in drafts { readReferences(draft) }
    for draft in drafts {
      readFiles(draft)
      readFormats(draft)
      readColumns(draft)
      plan.sources[draft.index].filter = expression(
        draft.mapping, "where", in: .row(source: draft.index, whileReading: true),
        expecting: .condition)
    }
    for draft in drafts { orderComputedColumns(draft) }
    for draft in drafts { checkReadingOrder(draft) }
    for draft in drafts { readExpectations(draft) }
  }

  private mutating func declare(_ draft: SourceDraft) -> SourceDraft {
    var draft = draft
    let name = draft.entry.name
    for key in ["files", "columns"] where draft.mapping[key] == nil {
      diagnostics.add(
        .missingKey(key, in: .source, name, at: draft.entry.key.position))
    }
    guard let node = draft.mapping["columns"], let entries = entries(of: node) else {
      names.sources[draft.index].isBroken = true
      return draft
    }
    draft.unpivot = unpivotDraft(draft)
    let made = draft.unpivot?.undeclared(among: entries) ?? []
    for entry in entries + made {
      checkName(entry.key, for: .expression)
      let column = draft.unpivot?.column(entry, among: made) ?? columnDraft(entry, draft.unpivot)
      draft.columns.append(column)
      names.sources[draft.index].columns.append(
        DeclaredColumn(name: entry.name, position: entry.key.position, type: column.type))
    }
    return draft
  }

  private mutating func readUnique(_ draft: SourceDraft) {
    guard let nodes = list(draft.mapping, "unique") else { return }
    for node in nodes {
      guard let name = text(node, of: "unique") else { continue }
      let source = names.sources[draft.index]
      guard let column = source.column(named: name) else {
        if !source.isBroken {
          diagnostics.add(
            .unknownColumn(
              name, of: source.name, known: source.columns.map(\.name), at: node.position))
        }
        continue
      }
      if source.unique.contains(name) {
        diagnostics.add(.repeatedDimension(name, at: node.position))
        continue
      }
      names.sources[draft.index].unique.append(name)
      plan.sources[draft.index].unique.append(column)
    }
  }

  private mutating func readFiles(_ draft: SourceDraft) {
    plan.sources[draft.index].title = text(draft.mapping, "title") ?? draft.entry.name
    plan.sources[draft.index].isRequired = flag(draft.mapping, "required") ?? true
    for node in list(draft.mapping, "files") ?? [] {
      guard let pattern = text(node, of: "files") else { continue }
      checkPattern(pattern, isGlob: true, at: node.position)
      plan.sources[draft.index].files.append(FilePattern(pattern))
    }
    plan.sources[draft.index].passwordFile = text(draft.mapping, "password_file")
    if case .sequence(let items) = draft.mapping["files"]?.content, items.isEmpty,
      let node = draft.mapping["files"]
    {
      diagnostics.add(.emptyValue(of: "files", at: node.position))
    }
  }
}
