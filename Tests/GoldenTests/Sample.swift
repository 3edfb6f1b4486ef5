import Foundation

/// A workspace with the sample's rules and input, in which it can be run again and again.
struct Sample {
  static let name = "giam-ngheo-2024"
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.copy(Repository.samples.appending(path: Self.name), to: "in")
    try workspace.copy(
      Repository.root.appending(path: "rules/\(Self.name).yaml"), to: "rules.yaml")
  }

  /// Runs the sample; gives what it said and every file that it wrote.
  func run(
    _ options: [String] = [], environment: [String: String] = [:]
  ) throws -> (outcome: Outcome, files: [String: Data]) {
    let outcome = try doichieu(
      ["run", "rules.yaml", "--input", "in", "--output", "out"] + options, in: workspace.folder,
      environment: environment)
    return (outcome, try contents(of: workspace.folder.appending(path: "out")))
  }
}
