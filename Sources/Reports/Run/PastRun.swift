package import Ledger

/// What the run.json of an earlier run says, as far as it takes to do the run again.
package struct PastRun: Sendable {
  package struct File: Sendable, Hashable {
    package var path: String
    /// 64 hexadecimal digits; empty for a file that was not opened.
    package var sha256: String
  }
  package static let fileName = RunRecord.fileName
  /// Below the output folder, the rule file first.
  package let rules: [File]
  /// Values as `--set` takes them, but for days, which want their unit.
  package let parameters: [(name: String, value: String)]
  package let only: [String]
  /// As `--limit` takes them.
  package let limits: [(name: String, value: String)]
  package let language: Language
  /// The input folder as it was typed.
  package let input: String
  /// Everything that was read or left out below the input folder.
  package let files: [File]

  /// nil when the bytes are no run.json of this program.
  package init?(_ bytes: [UInt8]) {
    guard let record = JSONValue(bytes: bytes), record["format"]?.words == RunRecord.format,
      let input = record["input"]?.words,
      let language = record["language"]?.words.flatMap({ Language(rawValue: $0) })
    else { return nil }
    func files(_ list: JSONValue?) -> [File] {
      (list?.values ?? []).compactMap { entry in
        entry["path"]?.words.map { File(path: $0, sha256: entry["sha256"]?.words ?? "") }
      }
    }
    rules = files(record["rules"]?["files"])
    guard !rules.isEmpty else { return nil }
    parameters = PastRun.settings(record["parameters"])
    limits = PastRun.settings(record["limits"])
    only = record["only"]?.values.compactMap(\.words) ?? []
    self.language = language
    self.input = input
    self.files = files(record["inputs"]) + files(record["others"])
  }

  private static func settings(_ object: JSONValue?) -> [(name: String, value: String)] {
    guard case .object(let members) = object else { return [] }
    return members.compactMap { member in
      switch member.value {
      case .text(let text), .number(let text): (member.name, text)
      case .truth(let isTrue): (member.name, isTrue ? "true" : "false")
      case .null, .list, .object: nil
      }
    }
  }
}
