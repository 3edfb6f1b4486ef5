import Foundation
import Glibc

/// What a finished process left.
struct Outcome: Equatable {
  /// Exit status; 128 + signal where a signal ended it, as shells say it.
  var status: Int32
  var stdout: String
  var stderr: String
}

/// A process that was started in a folder, its output in files beside that folder.
struct Program {
  let id: pid_t
  private let output: URL

  /// Starts `command` (a path and its arguments) with an environment of its own.
  init(_ command: [String], in folder: URL, environment: [String: String] = [:]) throws {
    var variables = ["LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/bin:/bin"]
    variables.merge(environment) { _, new in new }
    output = folder.appendingPathExtension("output-\(UUID().uuidString)")
    let files = [output.path + ".stdout", output.path + ".stderr"]
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for (number, file) in zip([1, 2] as [CInt], files) {
      unsafe posix_spawn_file_actions_addopen(
        &actions, number, file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
    // Swift does not see glibc's call that would change the folder of the new process.
    let whole = ["/usr/bin/env", "-C", folder.path] + command
    var arguments = unsafe whole.map { unsafe strdup($0) } + [nil]
    let pairs = variables.map { "\($0.key)=\($0.value)" }.sorted()
    var entries = unsafe pairs.map { unsafe strdup($0) } + [nil]
    defer {
      unsafe (arguments + entries).forEach { unsafe free($0) }
    }
    var child: pid_t = 0
    let code = unsafe posix_spawn(&child, whole[0], &actions, nil, &arguments, &entries)
    guard code == 0 else { throw HarnessFailure("\(command[0]) cannot be started: error \(code)") }
    id = child
  }

  /// Waits for the end.
  func wait() throws -> Outcome {
    var status: CInt = 0
    while unsafe waitpid(id, &status, 0) < 0 {
      guard errno == EINTR else { throw HarnessFailure("waitpid: error \(errno)") }
    }
    let signal = status & 0x7F
    return Outcome(
      status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal,
      stdout: try take(".stdout"), stderr: try take(".stderr"))
  }

  /// Sends a signal.
  func send(_ signal: CInt) { kill(id, signal) }

  private func take(_ suffix: String) throws -> String {
    let path = output.path + suffix
    defer { try? FileManager.default.removeItem(atPath: path) }
    return String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }
}

/// Runs the project's executable to its end.
func doichieu(
  _ arguments: [String], in folder: URL, environment: [String: String] = [:]
) throws -> Outcome {
  try Program(command(arguments), in: folder, environment: environment).wait()
}

/// The project's executable with arguments.
func command(_ arguments: [String]) throws -> [String] {
  guard let executable = Repository.executable else {
    throw HarnessFailure("the executable doichieu stands nowhere beside the tests")
  }
  return [executable.path] + arguments
}
