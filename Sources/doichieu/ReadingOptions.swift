import ArgumentParser
import Glibc

/// Options of commands that read files.
struct ReadingOptions: ParsableArguments {
  @Option(
    name: .customLong("limit"),
    help: ArgumentHelp(
      "Another bound on what is read, such as archive_entries=20_000; see docs/limits.md.",
      valueName: "name=value"))
  var limits: [Setting] = []

  @Option(
    help: ArgumentHelp(
      "File of passwords for encrypted archives, one on each line; each is tried.",
      valueName: "file"))
  var passwordFile: String?

  @Option(
    help: ArgumentHelp("Threads at work (default: the processors there are).", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs is a number from 1 to 1024.")
    }
  }

  /// As it was said, else the processors there are.
  var jobCount: Int { jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
