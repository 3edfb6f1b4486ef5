import Ledger

/// Reads one table, a plain file or an entry of an archive, into the table of its source.
struct TableReader {
  let plan: ReadingPlan
  let shape: RowShape
  let jobs: Int
  let progress: RunProgress

  /// A table that was read.
  struct Read {
    var table: InputTable
    var rejects: [ChunkReject]
    var mismatches: [TotalCheck.Mismatch]
    var layout: Layout
    /// By column of the plan, see `Segment.moneyExponents`.
    var moneyExponents: [Int: Int]
  }

  /// Reads the whole table; what it appended to `builder` is taken out again when it fails.
  func read(
    _ origin: RowPlace, into builder: inout TableBuilder,
    open: @escaping () throws(Unreadable) -> any ByteStream
  ) async throws(Unreadable) -> Read {
    let text = try TableText(EncodingDecision(plan.source, plan.language), open: open)
    let (front, encoding) = (text.front, text.encoding)
    func openText() throws(Unreadable) -> TextStream { try text.stream() }
    let head = try readHead(
      front.bytes, isWhole: front.isLast, source: plan.source, sheet: front.sheet?.dates)
    var found = FoundTable(
      head: head, bound: try bind(plan.source, to: head), place: origin, encoding: encoding,
      byteCountExpected: front.byteCountExpected, isSequential: jobs == 1)
    var formats = try decideFromFront(front, head, found.bound)
    progress.beginPart()
    var proven: [Int: NumberFormat]?
    // Once with the formats that the front shows; again only when the rest of the file proves
    // another format.
    while true {
      let attempt = try await attempt(&found, formats, &builder, open: openText)
      // Rows that stand above others read well as data; again without them.
      if found.parts == nil, found.setAside(attempt.parents(plan.source)) {
        builder.dropSegment()
        continue
      }
      let verdict: Verdict
      do throws(Unreadable) {
        verdict = try self.verdict(attempt, readAs: formats, proven)
      } catch {
        builder.dropSegment()
        throw error
      }
      switch verdict {
      case .read(var read):
        if found.parts == nil, !plan.source.countsParts {
          let parts = attempt.parts(plan.source)
          found.parts = parts
          if found.setAside(parts) {
            builder.dropSegment()
            continue
          }
        }
        read.mismatches = (read.mismatches + (found.parts?.mismatches ?? []))
          .sorted { ($0.line, $0.column) < ($1.line, $1.column) }
        builder.endSegment(read.moneyExponents)
        return read
      case .again(let decided):
        builder.dropSegment()
        formats = decided
      case .doubtful(let decision):
        builder.dropSegment()
        proven = try await formatsByTotals(decision, &found, &builder, open: openText)
      }
    }
  }

  /// What is fixed about a table before its cells are read.
  private struct FoundTable {
    var head: Head
    var bound: [(column: Int, field: Int)]
    var place: RowPlace
    var encoding: DecidedEncoding
    var byteCountExpected: Int?
    var isSequential: Bool
    /// See `Layout.setAside`.
    private(set) var setAside: [Int: SetAside] = [:]
    /// nil until the rest of the table is understood.
    var parts: PartDecision?

    /// Whether there are rows that were not set aside before.
    mutating func setAside(_ parents: [TotalCheck.ChunkLine]) -> Bool {
      parents.reduce(false) { isNew, parent in
        setAside[parent.chunk, default: SetAside()].parents.insert(parent.line).inserted || isNew
      }
    }

    mutating func setAside(_ decision: PartDecision) -> Bool {
      setAside.merge(decision.setAside) { known, new in
        SetAside(parents: known.parents.union(new.parents), parts: new.parts)
      }
      return !decision.setAside.isEmpty
    }
  }

  private enum Verdict {
    /// The formats turned out to be those that the cells were read in.
    case read(Read)
    case again([Int: DecidedFormat])
    /// Total rows may say how columns are written whose cells do not.
    case doubtful(FormatDecision)
  }

  private func verdict(
    _ attempt: Attempt, readAs formats: [Int: DecidedFormat], _ proven: [Int: NumberFormat]?
  ) throws(Unreadable) -> Verdict {
    var decision = try plan.decide(
      attempt.layout, numbers: attempt.numbers, dates: attempt.dates)
    if proven == nil, attempt.leavesDoubt(decision, readAs: formats) { return .doubtful(decision) }
    try decision.settle(proven ?? [:])
    let fits = attempt.fits(decision.formats, readAs: formats, plan: plan)
    guard fits else { return .again(decision.formats) }
    var read = try attempt.finish(decision.formats, plan)
    if read.table.coverage.newest.isEmpty {
      read.table.coverage.newest[""] = shape.dateOfFile(attempt.place)
    }
    return .read(read)
  }

  /// Formats in which alone the printed totals of open columns are right.
  private func formatsByTotals(
    _ decision: FormatDecision, _ found: inout FoundTable, _ builder: inout TableBuilder,
    open: () throws(Unreadable) -> TextStream
  ) async throws(Unreadable) -> [Int: NumberFormat] {
    var right: [(format: NumberFormat, columns: Set<Int>)] = []
    for format in [NumberFormat.vietnamese, .english] {
      var formats = decision.formats
      for column in decision.open { formats[column.column]?.numbers = format }
      let attempt = try await attempt(&found, formats, &builder, open: open)
      builder.dropSegment()
      right.append((format, attempt.provenColumns))
    }
    var proven: [Int: NumberFormat] = [:]
    for column in decision.open.map(\.column) {
      let formats = right.filter { $0.columns.contains(column) }
      if formats.count == 1 { proven[column] = formats[0].format }
    }
    return proven
  }

  /// Reads the whole table in these formats as a segment of `builder`; begins again, in order, where
  /// quotes cannot be counted.
  private func attempt(
    _ found: inout FoundTable, _ formats: [Int: DecidedFormat], _ builder: inout TableBuilder,
    open: () throws(Unreadable) -> TextStream
  ) async throws(Unreadable) -> Attempt {
    var layout = plan.layout(found.head, bound: found.bound, formats: formats)
    layout.setAside = found.setAside
    while true {
      var attempt = Attempt(
        layout: layout, head: found.head, place: found.place, encoding: found.encoding)
      attempt.byteCountExpected = found.byteCountExpected
      builder.beginSegment(
        file: found.place.file, entry: found.place.entry,
        workerCount: found.isSequential ? 1 : jobs + 1)
      do throws(Unreadable) {
        let stream = try open()
        if found.isSequential {
          try readInOrder(stream, &attempt, &builder)
        } else {
          try await readInParallel(stream, &attempt, &builder)
        }
        if progress.isCancelled { throw .stopped }
        attempt.encoding = stream.encoding
        attempt.sheet = stream.sheet
      } catch {
        builder.dropSegment()
        throw error
      }
      if !attempt.hasStrayQuote || found.isSequential { return attempt }
      found.isSequential = true
      builder.dropSegment()
    }
  }

  /// Parses the front of the file once to see how its cells are written.
  private func decideFromFront(
    _ front: Front, _ head: Head, _ bound: [(column: Int, field: Int)]
  ) throws(Unreadable) -> [Int: DecidedFormat] {
    let layout = plan.layout(head, bound: bound, formats: [:])
    let end = min(front.bytes.count, head.dataOffset + Limits.headByteCount)
    var bytes = Array(front.bytes[min(head.dataOffset, end)..<end])
    var parser = ChunkParser(layout: layout)
    let chunk = parser.parse(&bytes, isLast: front.isLast && end == front.bytes.count)
    // The front may not be enough to decide; then the whole file has to.
    guard var decision = try? plan.decide(layout, numbers: chunk.numbers, dates: chunk.dates)
    else { return [:] }
    try? decision.settle([:])
    return decision.formats
  }

  /// One worker; every chunk begins where the parser of the one before stopped.
  private func readInOrder(
    _ stream: any ByteStream, _ attempt: inout Attempt, _ builder: inout TableBuilder
  ) throws(Unreadable) {
    var parser = ChunkParser(layout: attempt.layout)
    var carried: ArraySlice<UInt8> = []
    var skip = attempt.head.dataOffset
    for number in 0... {
      var (bytes, isLast) = try stream.chunk(after: carried, upTo: Limits.chunkByteCount)
      // The header was read with the front.
      let skipped = min(skip, bytes.count)
      if skipped > 0 { bytes.removeFirst(skipped) }
      skip -= skipped
      let chunk = parser.parse(&bytes, isLast: isLast, number: number)
      carried = bytes[chunk.consumed...]
      try attempt.add(shape.shaped(chunk, parser, attempt.place), worker: 0, to: &builder)
      progress.update(unitCount: stream.packedByteCount, rowCount: attempt.account.read)
      if isLast || progress.isCancelled { return }
    }
  }

  /// Several workers; chunks are cut where the number of quotes says that a record ends, and added
  /// in file order.
  private func readInParallel(
    _ stream: any ByteStream, _ attempt: inout Attempt, _ builder: inout TableBuilder
  ) async throws(Unreadable) {
    var cutter = ChunkCutter(stream: stream, skip: attempt.head.dataOffset)
    var idle = (0...jobs).map {
      ChunkWorker(number: $0, layout: attempt.layout, shape: shape, place: attempt.place)
    }
    var failure: Unreadable?
    await withTaskGroup(of: ChunkWorker.Parsed.self) { group in
      var (given, added) = (0, 0)
      var waiting: [Int: ChunkWorker.Parsed] = [:]
      while failure == nil, !attempt.hasStrayQuote, !progress.isCancelled {
        do throws(Unreadable) {
          while let worker = idle.last, let piece = try cutter.next() {
            idle.removeLast()
            let number = given
            given += 1
            group.addTask { await worker.parse(piece, number: number) }
          }
          guard let done = await group.next() else { break }
          idle.append(done.worker)
          waiting[done.number] = done
          while let next = waiting.removeValue(forKey: added) {
            added += 1
            try attempt.add(next.chunk, worker: next.worker.number, to: &builder)
            if !next.isWhole { attempt.hasStrayQuote = true }
          }
          progress.update(unitCount: stream.packedByteCount, rowCount: attempt.account.read)
        } catch {
          failure = error
        }
      }
      group.cancelAll()
    }
    if cutter.isStuck { attempt.hasStrayQuote = true }
    if let failure { throw failure }
  }
}

/// The first bytes of a table.
struct Front {
  var bytes: [UInt8]
  var isLast: Bool
  var byteCountExpected: Int?
  var sheet: SheetRecord?

  init(_ stream: any ByteStream) throws(Unreadable) {
    (bytes, isLast) = try stream.chunk(after: [], upTo: Limits.headByteCount + (64 << 10))
    byteCountExpected = stream.byteCountExpected
    sheet = stream.sheet
  }
}

/// Parses chunks one at a time; an actor, so that its interners are never copied.
actor ChunkWorker {
  nonisolated let number: Int
  private var parser: ChunkParser
  private let shape: RowShape
  private let place: RowPlace

  init(number: Int, layout: Layout, shape: RowShape, place: RowPlace) {
    self.number = number
    parser = ChunkParser(layout: layout)
    self.shape = shape
    self.place = place
  }

  struct Parsed: Sendable {
    var number: Int
    var worker: ChunkWorker
    var chunk: ShapedChunk
    /// The parser took all bytes, as it does wherever quotes are in order.
    var isWhole: Bool
  }

  func parse(_ piece: ChunkCutter.Piece, number: Int) -> Parsed {
    var bytes = piece.bytes
    let chunk = parser.parse(&bytes, isLast: piece.isLast, number: number)
    return Parsed(
      number: number, worker: self, chunk: shape.shaped(chunk, parser, place),
      isWhole: chunk.consumed == bytes.count)
  }
}

/// The file and entry that rows come from.
struct RowPlace: Sendable, Hashable {
  var file: String
  var entry: String?
}
