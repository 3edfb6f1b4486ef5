import Foundation
import Glibc
import Testing

@Suite struct InterruptionTests {
  private static let arguments = ["run", "rules.yaml", "--input", "in", "--output", "out"]

  /// A workspace with an input that keeps a run busy for a while, and an earlier output.
  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    let clean = Repository.golden.appending(path: "run/clean-run")
    try workspace.copy(clean.appending(path: "rules.yaml"), to: "rules.yaml")
    try workspace.copy(Repository.golden.appending(path: "previous"), to: "out")
    let rows = (1...20_000).map { "V\($0),15/01/2024,\($0 * 1_000)" }.joined(separator: "\n")
    try workspace.write("in/kbnn/k.csv", "Số CT,Ngày,Số tiền\n\(rows)\n".utf8)
    let others = rows.replacingOccurrences(of: "7,15/01", with: "7,16/01")
    try workspace.write("in/don-vi/d.csv", "Số CT,Ngày,Số tiền\n\(others)\n".utf8)
    return workspace
  }

  private func output(of workspace: Workspace) throws -> [String: Data] {
    try contents(of: workspace.folder.appending(path: "out"))
  }

  private func leftovers(in workspace: Workspace) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path)
      .filter { $0.hasPrefix(".") }
  }

  @Test func `a run that is killed leaves the earlier output or its own, whole`() throws {
    let undisturbed = try workspace()
    let started = ContinuousClock.now
    #expect(try doichieu(Self.arguments, in: undisturbed.folder).status == 1)
    let duration = ContinuousClock.now - started
    let finished = try output(of: undisturbed)

    let workspace = try workspace()
    let earlier = try output(of: workspace)
    for share in [2, 10, 25, 40, 55, 70, 80, 85, 90, 95, 98] {
      let program = try Program(try command(Self.arguments), in: workspace.folder)
      let pause = duration * share / 100
      usleep(UInt32(pause.components.attoseconds / 1_000_000_000_000))
      program.send(SIGKILL)
      let outcome = try program.wait()
      let found = try output(of: workspace)
      #expect(found == earlier || found == finished, "killed after \(pause): \(outcome)")
      if found == finished { break }
    }
    #expect(try doichieu(Self.arguments, in: workspace.folder).status == 1)
    #expect(try output(of: workspace) == finished)
    #expect(try leftovers(in: workspace).isEmpty, "what killed runs left is not swept")
  }

  @Test func `a second run on the same output is turned away and touches nothing`() throws {
    let workspace = try workspace()
    let earlier = try output(of: workspace)
    // What a run in the middle of its work holds, held by the test, so that nothing hangs on timing.
    let path = workspace.folder.appending(path: ".out.doichieu-lock").path
    let lock = unsafe open(path, O_RDONLY | O_CREAT | O_CLOEXEC, 0o644)
    #expect(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
    let second = try doichieu(Self.arguments, in: workspace.folder)
    #expect(second.status == 75, "\(second)")
    #expect(second.stderr.contains("out"))
    #expect(try output(of: workspace) == earlier)
    // Closing would not do: other tests start programs, which hold the file too until they run.
    #expect(flock(lock, LOCK_UN) == 0)
    close(lock)
    #expect(try doichieu(Self.arguments, in: workspace.folder).status == 1)
    #expect(try output(of: workspace)["previous.csv"] == nil)
    #expect(try leftovers(in: workspace).isEmpty)
  }

  @Test func `a disk that is full leaves the earlier output`() throws {
    let workspace = try workspace()
    let earlier = try output(of: workspace)
    // No file may grow beyond 512 bytes, and saying so is no signal but an error.
    let limited = ["/bin/sh", "-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\""]
    let outcome = try Program(limited + command(Self.arguments), in: workspace.folder).wait()
    #expect(outcome.status == 74, "\(outcome)")
    #expect(outcome.stderr.contains("discrepancies.csv"), "\(outcome.stderr)")
    #expect(try output(of: workspace) == earlier)
    #expect(try leftovers(in: workspace).isEmpty)
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write everywhere"))
  func `a folder that may not be written is refused`() throws {
    let workspace = try workspace()
    let earlier = try output(of: workspace)
    _ = unsafe chmod(workspace.folder.path, 0o555)
    let outcome = try doichieu(Self.arguments, in: workspace.folder)
    _ = unsafe chmod(workspace.folder.path, 0o755)
    #expect(outcome.status == 73, "\(outcome)")
    #expect(try output(of: workspace) == earlier)
  }
}
