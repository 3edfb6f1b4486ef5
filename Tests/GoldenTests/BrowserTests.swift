import Foundation
import Testing

/// report.html as readers see it, in a headless Chromium.
@Suite(.serialized) struct BrowserTests {
  @Test(arguments: ["vi", "en"])
  func `the sample's report is sound on a phone, a desk and paper, by day and by night`(
    language: String
  ) throws {
    let sample = try Sample()
    _ = try sample.run(["--language", language])
    let outcome = try look(sample.workspace, language)
    #expect(outcome.status == 0, "\(outcome.stdout)\(outcome.stderr)")
    #expect(outcome.stdout.hasSuffix(" 0 faults\n"))
  }

  private func look(_ workspace: Workspace, _ language: String) throws -> Outcome {
    try python([
      "Tests/Browser/report_chromium.py", workspace.folder.appending(path: "out").path, language,
      "--least", "50",
    ])
  }
}
