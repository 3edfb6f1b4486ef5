internal import Ledger
internal import Yams

/// The located tree of a rule file's bytes, or what is wrong with them as YAML.
///
/// Repeated keys do not end the reading: the tree keeps the first of them.
func readYAML(
  _ bytes: [UInt8], path: String, diagnostics: inout DiagnosticList
) -> YAMLNode? {
  guard var text = String(validating: bytes, as: UTF8.self) else {
    diagnostics.add(.notUTF8(file: path))
    return nil
  }
  if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
  let source = SourceText(path: path, text: text)
  diagnostics.know(source)
  let tabs = tabIndentations(of: source)
  guard tabs.isEmpty else {
    for place in tabs { diagnostics.add(.tabIndentation(at: source.position(of: place))) }
    return nil
  }
  if let place = AliasedKeys.first(in: source) {
    diagnostics.add(.complexKey(at: source.position(of: place)))
    return nil
  }
  switch compose(source) {
  case .failure(let failure):
    diagnostics.add(failure.diagnostic)
    return nil
  case .success(let composed):
    guard let root = composed.root else {
      diagnostics.add(.emptyFile(at: Position(file: path, line: 1, column: 1)))
      return nil
    }
    var builder = YAMLTreeBuilder(source: source, maskedKeys: composed.maskedKeys)
    let node = builder.node(root)
    for diagnostic in builder.diagnostics { diagnostics.add(diagnostic) }
    return builder.isTooLarge ? nil : node
  }
}

/// Tabs among the white space that a line begins with.
private func tabIndentations(of source: SourceText) -> [SourceText.Place] {
  source.lines.indices.compactMap { number in
    let line = source.lines[number]
    let indentation = line.prefix { $0 == " " || $0 == "\t" }
    guard let tab = indentation.firstIndex(of: "\t"), indentation.count < line.count,
      line[indentation.count] != "#"
    else { return nil }
    return SourceText.Place(line: number, column: tab)
  }
}

private struct YAMLFailure: Error { var diagnostic: Diagnostic }

private struct ComposedYAML {
  var root: Node?
  /// Keys that were made unique before parsing, with what is really written there.
  var maskedKeys: [SourceText.Place: String]
}

/// Yams gives up at a repeated key and tells only the place of the first. So that all other errors
/// of the file can be told too, the first key is masked by characters of private use, and parsing
/// begins anew.
private func compose(_ source: SourceText) -> Result<ComposedYAML, YAMLFailure> {
  var lines = source.lines
  var masked: [SourceText.Place: String] = [:]
  let attempts = 64
  for attempt in 0...attempts {
    do {
      let text = lines.map { string($0[...]) }.joined(separator: "\n")
      let parser = try Yams.Parser(yaml: text, resolver: .basic, encoding: .utf8)
      let root = try parser.singleRoot()
      return .success(ComposedYAML(root: root, maskedKeys: masked))
    } catch YamlError.duplicatedKeysInMapping(let names, let context) {
      let place = SourceText.Place(line: context.mark.line - 1, column: context.mark.column - 1)
      guard attempt < attempts, let name = names.first, masked[place] == nil,
        mask(name, number: attempt, at: place, in: &lines)
      else {
        return .failure(
          YAMLFailure(diagnostic: .repeatedKey(names.first ?? "", at: source.position(of: place))))
      }
      masked[place] = name
    } catch let error as YamlError {
      return .failure(YAMLFailure(diagnostic: diagnostic(for: error, in: source)))
    } catch {
      return .failure(
        YAMLFailure(
          diagnostic: .yaml(
            "it cannot be parsed", at: source.position(of: .init(line: 0, column: 0)))))
    }
  }
  preconditionFailure("the last attempt returns")
}

private func mask(
  _ name: String, number: Int, at place: SourceText.Place, in lines: inout [[Unicode.Scalar]]
) -> Bool {
  let written = Array(name.unicodeScalars)
  guard lines.indices.contains(place.line), !written.isEmpty,
    let mark = Unicode.Scalar(UInt32(0xE000 + number))
  else { return false }
  var start = place.column
  let line = lines[place.line]
  if start < line.count, line[start] == "'" || line[start] == "\"" { start += 1 }
  let end = start + written.count
  guard end <= line.count, Array(line[start..<end]) == written else { return false }
  lines[place.line].replaceSubrange(
    start..<end, with: Array(repeating: mark, count: written.count))
  return true
}

private func diagnostic(for error: YamlError, in source: SourceText) -> Diagnostic {
  func position(_ mark: Mark) -> Position {
    source.position(of: SourceText.Place(line: mark.line - 1, column: mark.column - 1))
  }
  switch error {
  case .scanner(let context, let problem, let mark, _),
    .parser(let context, let problem, let mark, _):
    let text = context.map { "\($0.text), \(problem)" } ?? problem
    return .yaml(text, at: position(mark))
  case .composer(_, let problem, let mark, _):
    return problem.contains("another document")
      ? .severalDocuments(at: position(mark)) : .yaml(problem, at: position(mark))
  case .reader(let problem, _, _, _):
    return .yaml(problem, at: source.position(of: .init(line: 0, column: 0)))
  default:
    return .yaml("it cannot be parsed", at: source.position(of: .init(line: 0, column: 0)))
  }
}
