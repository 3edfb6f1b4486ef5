import Foundation
import Testing

/// Errors planted in simulated books, each with its cause: the benchmark of `make planted`, small.
@Suite struct PlantedTests {
  @Test(arguments: ["usual", "variant"])
  func `every planted error is found with its cause, and nothing else`(manner: String) throws {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let outcome = try Program(
      [
        "python3", "-B", "Tests/Benchmarks/planted/planted.py", "--program", try command([])[0],
        "--vouchers", "2000", "--seeds", "1", "--manner", manner, "--verbose",
      ], in: Repository.root, environment: ["PATH": path]
    ).wait()
    #expect(outcome.status == 0, "\(outcome.stdout)\(outcome.stderr)")
    let score = outcome.stdout.split(separator: "\n").first { $0.hasPrefix("\(manner) ") } ?? ""
    #expect(score.contains("100.00%   100.00%  100.00%     0"), "\(outcome.stdout)")
  }
}
