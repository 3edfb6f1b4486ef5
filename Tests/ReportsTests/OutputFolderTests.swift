import Glibc
import Testing

@testable import Reports

/// A folder that goes with the test.
private struct Scratch: ~Copyable {
  let path: String

  init() throws {
    path = "/tmp/doichieu-test-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    try #require(unsafe mkdir(path, 0o755) == 0)
  }

  deinit { removeTree(path) }

  var entries: [String] {
    (names(in: path) ?? []).map { String(decoding: $0.dropLast().map(UInt8.init), as: UTF8.self) }
      .sorted()
  }

  func write(_ name: String, _ text: String) throws {
    guard let file = Descriptor("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC) else {
      Issue.record("\(name) cannot be created")
      return
    }
    var output = OutputFile(name, file)
    try output.write(text.utf8.span)
  }

  func read(_ name: String) -> String? {
    guard let file = Descriptor("\(path)/\(name)", O_RDONLY) else { return nil }
    var bytes = [UInt8](repeating: 0, count: 1_000)
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe Glibc.read(file.number, $0.baseAddress, $0.count)
    }
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  /// Writes an output that says `text`.
  func publish(_ text: String, to name: String = "out", mayExchange: Bool = true) throws {
    var folder = try OutputFolder(at: "\(path)/\(name)")
    try folder.write("rules/a.yaml", text.utf8.span)
    try folder.write("run.json", (RunRecord.mark + text).utf8.span)
    try folder.publish(mayExchange: mayExchange)
  }

  /// How taking the folder fails.
  func failure(_ name: String) -> OutputFailure.Kind? {
    do throws(OutputFailure) {
      _ = try OutputFolder(at: "\(path)/\(name)")
      return nil
    } catch {
      return error.kind
    }
  }
}

@Suite struct OutputFolderTests {
  @Test(
    "A new output takes the place of the old one and leaves nothing beside it",
    arguments: [true, false])
  func exchange(mayExchange: Bool) throws {
    let scratch = try Scratch()
    try scratch.publish("first", mayExchange: mayExchange)
    #expect(scratch.read("out/rules/a.yaml") == "first")
    try scratch.publish("second", mayExchange: mayExchange)
    #expect(scratch.read("out/rules/a.yaml") == "second")
    #expect(scratch.entries == ["out"])
  }

  @Test("A run that ends before it publishes leaves the old output as it was")
  func dyingRun() throws {
    let scratch = try Scratch()
    try scratch.publish("first")
    do {
      var folder = try OutputFolder(at: "\(scratch.path)/out")
      try folder.write("run.json", "half".utf8.span)
    }
    #expect(scratch.read("out/rules/a.yaml") == "first")
    #expect(scratch.entries == ["out"])
  }

  @Test("A folder with other things in it is refused and not touched")
  func foreign() throws {
    let scratch = try Scratch()
    try #require(unsafe mkdir("\(scratch.path)/out", 0o755) == 0)
    try scratch.write("out/mine.txt", "keep")
    #expect(scratch.failure("out") == .notOurs)
    try scratch.write("out/run.json", "{\"format\": \"other\"}")
    #expect(scratch.failure("out") == .notOurs)
    #expect(scratch.read("out/mine.txt") == "keep")
    #expect(scratch.entries == ["out"])
  }

  @Test("An empty folder may be replaced")
  func empty() throws {
    let scratch = try Scratch()
    try #require(unsafe mkdir("\(scratch.path)/out", 0o755) == 0)
    try scratch.publish("first", to: "out/")
    #expect(scratch.read("out/rules/a.yaml") == "first")
  }

  @Test("What cannot be a folder is refused")
  func impossible() throws {
    let scratch = try Scratch()
    try scratch.write("file", "x")
    #expect(scratch.failure("file") == .cannotCreate)
    #expect(scratch.failure("file/out") == .cannotCreate)
    #expect(scratch.failure("absent/out") == .cannotCreate)
    #expect(scratch.failure("..") == .notOurs || scratch.failure("..") == .cannotCreate)
    try #require(unsafe symlink("nowhere", "\(scratch.path)/link") == 0)
    #expect(scratch.failure("link") == .cannotCreate)
    #expect(scratch.failure(String(repeating: "n", count: 250)) == .cannotCreate)
  }

  @Test("A second run is kept off while the first one holds the folder")
  func lock() throws {
    let scratch = try Scratch()
    do {
      let held = try OutputFolder(at: "\(scratch.path)/out")
      #expect(scratch.failure("out") == .isHeld)
      _ = held.written.count
    }
    #expect(scratch.failure("out") == nil)
    #expect(scratch.entries.isEmpty)
  }

  @Test("Leftovers of dead runs are swept, and a half-done exchange is put back")
  func leftovers() throws {
    let scratch = try Scratch()
    try scratch.publish("first")
    try #require(unsafe rename("\(scratch.path)/out", "\(scratch.path)/.out.doichieu-old") == 0)
    try #require(unsafe mkdir("\(scratch.path)/.out.doichieu-new", 0o755) == 0)
    try scratch.write(".out.doichieu-new/run.json", "half")
    #expect(scratch.failure("out") == nil)
    #expect(scratch.read("out/rules/a.yaml") == "first")
    try #require(unsafe mkdir("\(scratch.path)/.out.doichieu-old", 0o755) == 0)
    try scratch.publish("second")
    #expect(scratch.entries == ["out"])
  }

  @Test("Links are neither followed nor written through")
  func links() throws {
    let scratch = try Scratch()
    try #require(unsafe mkdir("\(scratch.path)/precious", 0o755) == 0)
    try scratch.write("precious/file", "keep")
    for name in [".out.doichieu-new", ".out.doichieu-old"] {
      try #require(unsafe symlink("precious", "\(scratch.path)/\(name)") == 0)
    }
    try #require(unsafe mkdir("\(scratch.path)/out", 0o755) == 0)
    try scratch.publish("first")
    #expect(scratch.read("precious/file") == "keep")
    try #require(unsafe symlink("precious/file", "\(scratch.path)/.out.doichieu-lock") == 0)
    #expect(scratch.failure("out") == .cannotCreate)
  }
}
