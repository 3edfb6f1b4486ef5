import Foundation

/// Runs a script of the repository with the Python that `make test` prepares.
func python(_ arguments: [String]) throws -> Outcome {
  let python = Repository.root.appending(path: ".venv/bin/python").path
  guard FileManager.default.isExecutableFile(atPath: python) else {
    throw HarnessFailure("there is no .venv: run `make test`, which prepares it")
  }
  return try Program([python, "-B"] + arguments, in: Repository.root).wait()
}
