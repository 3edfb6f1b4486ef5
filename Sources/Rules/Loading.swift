internal import Ledger

/// One rule file as YAML.
struct RuleDocument {
  var path: String
  var root: YAMLNode
  var mapping: Mapping
}

/// The entries of all rule files, section by section.
struct Sections {
  var parameters: [YAMLEntry] = []
  var maps: [YAMLEntry] = []
  var sources: [YAMLEntry] = []
  var matches: [YAMLEntry] = []
  var balances: [YAMLEntry] = []
  var checks: [YAMLEntry] = []
  var exceptions: [YAMLNode] = []
  var tests: [YAMLEntry] = []
}

extension Compiler {
  static let fileKeys = KeySet(
    place: .ruleFile,
    known: [
      "version", "name", "title", "owner", "currency", "language", "include", "abbreviations",
      "calendar", "parameters", "maps", "sources", "matches", "balances", "checks", "exceptions",
      "limits", "report", "tests",
    ])

  /// The rule file and what it includes, each once, in order of inclusion.
  mutating func load(_ path: String, readFile: (String) -> [UInt8]?) -> [RuleDocument] {
    guard let bytes = readFile(path) else {
      diagnostics.add(.fileNotFound(path))
      return []
    }
    var documents: [RuleDocument] = []
    load(path, bytes, including: [], into: &documents, readFile: readFile)
    return documents.first?.path == path ? documents : []
  }

  private mutating func load(
    _ path: String, _ bytes: [UInt8], including: [String], into documents: inout [RuleDocument],
    readFile: (String) -> [UInt8]?
  ) {
    plan.ruleFiles.append(Plan.RuleFile(path: path, bytes: bytes))
    guard let root = readYAML(bytes, path: path, diagnostics: &diagnostics),
      let mapping = mapping(root, Self.fileKeys)
    else { return }
    documents.append(RuleDocument(path: path, root: root, mapping: mapping))
    for node in list(mapping, "include") ?? [] {
      guard let text = text(node, of: "include") else { continue }
      let included = resolved(text, from: path)
      if included == normalized(path) || including.contains(included) {
        diagnostics.add(.includeCycle(text, at: node.position))
      } else if !plan.ruleFiles.contains(where: { normalized($0.path) == included }) {
        guard let bytes = readFile(included) else {
          diagnostics.add(.includeNotFound(included, at: node.position))
          continue
        }
        load(
          included, bytes, including: including + [normalized(path)], into: &documents,
          readFile: readFile)
      }
    }
  }

  /// The sections of all files as one. A name defined twice is an error that names both places.
  mutating func gather(_ documents: [RuleDocument]) -> Sections {
    Sections(
      parameters: entries("parameters", kind: .parameter, use: .expression, of: documents),
      maps: entries("maps", kind: .map, use: .label, of: documents),
      sources: entries("sources", kind: .source, use: .expression, of: documents),
      matches: entries("matches", kind: .match, use: .label, of: documents),
      balances: entries("balances", kind: .balance, use: .label, of: documents),
      checks: entries("checks", kind: .check, use: .label, of: documents),
      exceptions: documents.flatMap { list($0.mapping, "exceptions") ?? [] },
      tests: entries("tests", kind: .test, use: .sentence, of: documents))
  }

  private mutating func entries(
    _ section: String, kind: Term, use: NameUse, of documents: [RuleDocument]
  ) -> [YAMLEntry] {
    var result: [YAMLEntry] = []
    var places: [String: Position] = [:]
    for document in documents {
      guard let node = document.mapping[section] else { continue }
      for entry in entries(of: node) ?? [] {
        if let first = places[entry.name] {
          diagnostics.add(
            .repeatedName(entry.name, of: kind, at: entry.key.position, first: first))
          continue
        }
        checkName(entry.key, for: use)
        places[entry.name] = entry.key.position
        result.append(entry)
      }
    }
    return result
  }
}

/// A path as written in the file at `base`, seen from where `base` is seen.
private func resolved(_ path: String, from base: String) -> String {
  if path.hasPrefix("/") { return normalized(path) }
  let folder = base.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  return normalized((folder.map(String.init) + [path]).joined(separator: "/"))
}

/// Without `.`, and without `..` where it can be resolved.
private func normalized(_ path: String) -> String {
  var parts: [Substring] = []
  for part in path.split(separator: "/") where part != "." {
    if part == "..", let last = parts.last, last != ".." {
      parts.removeLast()
    } else {
      parts.append(part)
    }
  }
  return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
}
