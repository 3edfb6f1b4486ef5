import Foundation
import Testing

@Suite struct SampleTests {
  @Test func `every planted finding occurs exactly once, and nothing else does`() throws {
    let (outcome, files) = try Sample().run()
    #expect(outcome.status == 1, "\(outcome.stderr)")
    let planted = CSVTable(
      try String(
        contentsOf: Repository.samples.appending(path: "\(Sample.name)/planted.csv"),
        encoding: .utf8))
    let found = CSVTable(text(files["discrepancies.csv"]))
    #expect(planted.rows.count == 101)
    let difference = lineDifference(
      expected: planted.lines(planted.headings).sorted().joined(separator: "\n"),
      found: found.lines(planted.headings).sorted().joined(separator: "\n"))
    #expect(
      planted.lines(planted.headings).sorted() == found.lines(planted.headings).sorted(),
      "\(difference)")
  }

  @Test func `the rule files that come along pass their own tests`() throws {
    let rules = try FileManager.default.contentsOfDirectory(
      atPath: Repository.root.appending(path: "rules").path
    ).filter { $0.hasSuffix(".yaml") }.sorted()
    #expect(rules.contains("\(Sample.name).yaml"))
    for name in rules {
      let path = Repository.root.appending(path: "rules/\(name)").path
      let outcome = try doichieu(["test", path, "--language", "en"], in: Repository.root)
      #expect(outcome.status == 0, "\(outcome.stdout)\(outcome.stderr)")
      if name == "\(Sample.name).yaml" { #expect(outcome.stdout.contains("7 tests, 7 passed")) }
    }
  }

  @Test func `the summary holds the rates of 28 October and who has not started`() throws {
    let summary = try Sample().run().outcome.stdout
    for words in ["46,54%", "76,78%", "29,10%"] { #expect(summary.contains(words)) }
    let notStarted = summary.split(separator: "\n").first { $0.contains("not-started") } ?? ""
    for unit in ["T03", "T06", "T08"] { #expect(notStarted.contains(unit), "\(summary)") }
    #expect(summary.split(separator: "\n", omittingEmptySubsequences: false).count <= 25)
  }

  @Test func `another date gives the rates of 20 August`() throws {
    let (outcome, files) = try Sample().run(["--set", "as_of=2024-08-20"])
    for words in ["36,93%", "66,14%", "20,04%"] {
      #expect(outcome.stdout.contains(words), "\(outcome.stdout)\(outcome.stderr)")
    }
    let capital = CSVTable(text(files["positions-capital.csv"]))
    #expect(capital.lines(["capital", "rate"]) == ["DTPT|0.661422", "SN|0.200436"])
    #expect(CSVTable(text(files["positions-total.csv"])).lines(["rate"]) == ["0.369267"])
  }

  @Test func `every table is the golden one to the byte`() throws {
    let golden = Repository.golden.appending(path: "sample")
    let files = try Sample().run().files
    let tables = files.keys.filter { $0.hasSuffix(".csv") && !$0.hasPrefix("for-") }.sorted()
    #expect(tables.count >= 12)
    for name in tables {
      let found = text(files[name])
      let file = golden.appending(path: name)
      let expected = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
      if let expected, expected.utf8.elementsEqual(found.utf8) { continue }
      if expected == nil || RunCase.isRecording {
        try FileManager.default.createDirectory(at: golden, withIntermediateDirectories: true)
        try Data(found.utf8).write(to: file)
        Issue.record("sample/\(name) was written: read it before you keep it")
      } else {
        let difference = lineDifference(expected: expected ?? "", found: found)
        Issue.record("sample/\(name) differs at \(difference)")
      }
    }
    let known = try contents(of: golden).keys.filter { $0.hasSuffix(".csv") }.sorted()
    #expect(tables == known)
  }

  @Test func `the files of the owners hold every finding once, each under its owner`() throws {
    let files = try Sample().run().files
    let all = lines(files["discrepancies.csv"])
    var shared: [Substring] = []
    let packs = files.keys.filter { $0.hasPrefix("for-") && $0.hasSuffix(".csv") }.sorted()
    for name in packs {
      let pack = lines(files[name])
      #expect(pack.first == all.first)
      let owners = Set(CSVTable(text(files[name])).rows.map { $0[6] })
      #expect(owners.count == 1, "\(name)")
      shared += pack.dropFirst()
      // What stands in a file keeps its order.
      #expect(all.filter(Set(pack).contains) == pack, "\(name)")
    }
    #expect(packs.count == 21 && packs.contains("for-chu-tich-ubnd-huyen-tri-ton.csv"))
    #expect(shared.sorted() == all.dropFirst().sorted())
  }

  private func lines(_ bytes: Data?) -> [Substring] {
    text(bytes).split(separator: "\r\n", omittingEmptySubsequences: true)
  }

  @Test(arguments: [
    ("1", "UTC", "C"), ("2", "Asia/Ho_Chi_Minh", "vi_VN.UTF-8"), ("5", "America/St_Johns", "tr_TR"),
    ("64", "Pacific/Apia", "ar_EG.UTF-8"),
  ])
  func `the same bytes come out whatever jobs, time zone and locale`(
    jobs: String, zone: String, locale: String
  ) throws {
    let usual = try Sample().run()
    let other = try Sample().run(
      ["--jobs", jobs],
      environment: ["TZ": zone, "LC_ALL": locale, "LANG": locale, "LC_NUMERIC": "de_DE.UTF-8"])
    #expect(usual.outcome == other.outcome)
    for name in Set(usual.files.keys).union(other.files.keys).sorted() {
      #expect(usual.files[name] == other.files[name], "\(name)")
    }
  }

  @Test func `a second run over the first output gives the same bytes again`() throws {
    let sample = try Sample()
    let (first, second) = (try sample.run(), try sample.run())
    #expect(first.outcome == second.outcome)
    #expect(first.files == second.files)
  }

  @Test func `the script writes the sample as it is checked in`() throws {
    let workspace = try Workspace()
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let scripts = [
      [Repository.samples.appending(path: "generate.py").path, "--out", "."],
      [
        Repository.golden.appending(path: "compare_folders.py").path, Sample.name,
        Repository.samples.appending(path: Sample.name).path,
      ],
    ]
    for script in scripts {
      let outcome = try Program(
        ["python3", "-B"] + script, in: workspace.folder, environment: ["PATH": path]
      ).wait()
      #expect(outcome.status == 0, "\(script)\n\(outcome.stdout)\(outcome.stderr)")
    }
  }

  private func text(_ bytes: Data?) -> String { String(decoding: bytes ?? Data(), as: UTF8.self) }
}
