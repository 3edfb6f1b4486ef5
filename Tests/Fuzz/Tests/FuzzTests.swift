import Foundation
import Seeding
import Testing

/// What `make fuzz` looks for at length, for a moment; and every input that once broke something.
@Suite struct FuzzTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let inputCount = 300

  @Test(arguments: FuzzTarget.allCases)
  func `nothing that was mutated breaks what must hold`(target: FuzzTarget) async throws {
    let scratch = try #require(Scratch(below: NSTemporaryDirectory()))
    defer { scratch.remove() }
    let seeds = try Self.files(in: Self.seeds(of: target)).filter { $0.bytes.count < 20_000 }
    #expect(!seeds.isEmpty)
    for seed in 1...Self.inputCount {
      var random = Seeded(seed: UInt64(seed))
      let input = mutated(seeds.map(\.bytes), &random)
      #expect(target.fault(of: input) == nil, "seed \(seed)")
      let fault = await target.faultAsFile(input, in: scratch)
      #expect(fault == nil, "seed \(seed)")
    }
  }

  @Test(arguments: FuzzTarget.allCases)
  func `inputs that broke something once are refused or read`(target: FuzzTarget) async throws {
    let scratch = try #require(Scratch(below: NSTemporaryDirectory()))
    defer { scratch.remove() }
    for crasher in try Self.files(in: "Tests/Fuzz/crashers/\(target.rawValue)") {
      #expect(target.fault(of: crasher.bytes) == nil, "\(crasher.name)")
      let fault = await target.faultAsFile(crasher.bytes, in: scratch)
      #expect(fault == nil, "\(crasher.name)")
    }
  }

  private static func seeds(of target: FuzzTarget) -> String {
    switch target {
    case .csv, .encodings, .zip: "Tests/Corpus"
    case .rules: "Tests/Golden/lint"
    case .xlsx, .expressions: "Tests/Fuzz/seeds/\(target.rawValue)"
    }
  }

  /// The files below a folder in order of their paths; none where there is no such folder.
  private static func files(in path: String) throws -> [(name: String, bytes: [UInt8])] {
    let folder = root.appending(path: path)
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return try (names ?? []).sorted().compactMap { name in
      let file = folder.appending(path: name)
      var isFolder: ObjCBool = false
      _ = unsafe FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
      return isFolder.boolValue ? nil : (name, Array(try Data(contentsOf: file)))
    }
  }
}
