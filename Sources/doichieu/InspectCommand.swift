import ArgumentParser
import Ingest
import Ledger
import Reports

struct InspectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Says what is in files, and how a rule file would read them.",
    discussion: """
      For each table: encoding, delimiter, header, columns with types and examples, the unit of \
      money, total rows, and the rows that would be rejected. Nothing is written.

      Examples:
        doichieu inspect samples/giam-ngheo-2024/danh-muc/don-vi.csv
        doichieu inspect kbnn/thang-10.zip 'bao-cao.xlsx//Biểu 02' --language vi
        doichieu inspect kbnn/thang-10.zip --as-source kho_bac >> rules/doi-chieu.yaml

      Exit status:
        0   every table was read
        64  usage
        65  a file, or a table in it, cannot be read as what it is
        66  a file does not exist or cannot be opened
      """)

  @Argument(
    help: ArgumentHelp(
      "Files; FILE//ENTRY looks at some entries of an archive or sheets of a workbook.",
      valueName: "file"))
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "Print a sources: block for a rule file instead, the source called by this name.",
      valueName: "name"))
  var asSource: String?

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let asSource, !isSourceName(asSource) {
      throw ValidationError(
        "--as-source is a name of letters, digits, - and _ that begins with a letter.")
    }
  }

  func run() async throws {
    let terminal = common.terminal
    let limits: Limits
    do {
      limits = try reading.changedLimits
    } catch {
      throw terminal.tell(error).code
    }
    var worst = ExitStatus.complete
    var inspections: [Inspection] = []
    let progress = RunProgress()
    let watch = RunWatch(of: progress, on: terminal, language: terminal.language)
    defer { watch.end() }
    progress.begin(
      .reading, itemCount: files.count, unitCount: files.reduce(0) { $0 + inspectedByteCount($1) })
    for path in files {
      do throws(InspectionFailure) {
        inspections.append(
          try await inspect(
            path, language: terminal.language, limits: limits,
            passwordFile: reading.passwordFile, jobs: reading.jobCount, progress: progress))
      } catch {
        if progress.isCancelled { break }
        terminal.tell([error.diagnostic])
        worst = max(worst, error.isAbsent ? .noInput : .unreadableFile)
      }
    }
    do throws(RunProgress.Stopped) { try progress.check() } catch { endBySignal(error.signal) }
    watch.end()
    let faults = inspections.flatMap(\.faults)
    if !faults.isEmpty { worst = max(worst, .unreadableFile) }
    do {
      try terminal.show(result(inspections, terminal))
    } catch {
      throw terminal.tell(Failure(.outputNotWritten, [error.diagnostic])).code
    }
    terminal.tell(faults)
    if worst != .complete { throw worst.code }
  }

  private func result(_ inspections: [Inspection], _ terminal: Terminal) -> String {
    if let asSource {
      let hasTables = inspections.contains { $0.tables.count > $0.faults.count }
      if !hasTables { return "" }
      return sourceBlock(inspections, name: asSource, language: terminal.language)
    }
    return inspections.map {
      text(of: $0, language: terminal.language, style: terminal.summaryStyle)
    }
    .joined(separator: "\n")
  }
}

extension Inspection {
  /// Why tables of the file cannot be read.
  fileprivate var faults: [Diagnostic] {
    tables.compactMap { if case .unreadable(let fault) = $0.content { fault } else { nil } }
  }
}

/// Whether a rule file may call a source so.
private func isSourceName(_ name: String) -> Bool {
  guard let first = name.first, first.isLetter || first == "_" else { return false }
  return !reservedWords.contains(name)
    && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
}
