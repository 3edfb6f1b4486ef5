import Ledger

/// Reads one table, a plain file or an entry of an archive, into the table of its source.
struct TableReader {
  let plan: ReadingPlan
  let shape: RowShape
  let jobs: Int

  /// A table that was read.
  struct Read {
    var table: InputTable
    var rejects: [ChunkReject]
    var mismatches: [TotalCheck.Mismatch]
    var layout: Layout
  }

  /// Reads the whole table; what it appended to `builder` is taken out again when it fails.
  func read(
    _ origin: RowPlace, into builder: inout TableBuilder,
    open: () throws(Unreadable) -> any ByteStream
  ) async throws(Unreadable) -> Read {
    let front = try open().chunk(after: [], upTo: Limits.chunkByteCount)
    let head = try readHead(front.bytes, isWhole: front.isLast, source: plan.source)
    let bound = try bind(plan.source, to: head)
    var formats = try decideFromFront(front, head, bound)
    var isSequential = jobs == 1
    // Once with the formats that the front shows; again only when the rest of the file proves
    // another format, or quotes that cannot be counted.
    while true {
      let layout = plan.layout(head, bound: bound, formats: formats)
      var attempt = Attempt(layout: layout, head: head, place: origin)
      builder.beginSegment(
        file: origin.file, entry: origin.entry, workerCount: isSequential ? 1 : jobs)
      do throws(Unreadable) {
        let stream = try open()
        if isSequential {
          try readInOrder(stream, &attempt, &builder)
        } else {
          try await readInParallel(stream, &attempt, &builder)
        }
        if attempt.hasStrayQuote, !isSequential {
          isSequential = true
          builder.dropSegment()
          continue
        }
        let decided = try plan.decide(layout, numbers: attempt.numbers, dates: attempt.dates)
        if attempt.fits(decided, readAs: formats, plan: plan) { return attempt.finish(decided, plan) }
        formats = decided
        builder.dropSegment()
      } catch {
        builder.dropSegment()
        throw error
      }
    }
  }

  /// Parses the front of the file once to see how its cells are written.
  private func decideFromFront(
    _ front: (bytes: [UInt8], isLast: Bool), _ head: Head, _ bound: [(column: Int, field: Int)]
  ) throws(Unreadable) -> [Int: DecidedFormat] {
    let layout = plan.layout(head, bound: bound, formats: [:])
    let end = min(front.bytes.count, head.dataOffset + Limits.headByteCount)
    var bytes = Array(front.bytes[min(head.dataOffset, end)..<end])
    var parser = ChunkParser(layout: layout)
    let chunk = parser.parse(&bytes, isLast: front.isLast && end == front.bytes.count)
    // The front may not be enough to decide; then the whole file has to.
    return (try? plan.decide(layout, numbers: chunk.numbers, dates: chunk.dates)) ?? [:]
  }

  /// One worker; every chunk begins where the parser of the one before stopped.
  private func readInOrder(
    _ stream: any ByteStream, _ attempt: inout Attempt, _ builder: inout TableBuilder
  ) throws(Unreadable) {
    var parser = ChunkParser(layout: attempt.layout)
    var carried: ArraySlice<UInt8> = []
    var skip = attempt.head.dataOffset
    while true {
      var (bytes, isLast) = try stream.chunk(after: carried, upTo: Limits.chunkByteCount)
      // The header was read with the front.
      let skipped = min(skip, bytes.count)
      if skipped > 0 { bytes.removeFirst(skipped) }
      skip -= skipped
      let chunk = parser.parse(&bytes, isLast: isLast)
      carried = bytes[chunk.consumed...]
      try attempt.add(shape.shaped(chunk, parser, attempt.place), worker: 0, to: &builder)
      if isLast { return }
    }
  }

  /// Several workers; chunks are cut where the number of quotes says that a record ends, and added
  /// in file order.
  private func readInParallel(
    _ stream: any ByteStream, _ attempt: inout Attempt, _ builder: inout TableBuilder
  ) async throws(Unreadable) {
    var cutter = ChunkCutter(stream: stream, skip: attempt.head.dataOffset)
    var idle = (0..<jobs).map { (number: $0, parser: ChunkParser(layout: attempt.layout)) }
    var failure: Unreadable?
    let (shape, place) = (shape, attempt.place)
    await withTaskGroup(of: Parsed.self) { group in
      var (given, added) = (0, 0)
      var waiting: [Int: Parsed] = [:]
      while failure == nil, !attempt.hasStrayQuote {
        while let worker = idle.popLast() {
          do throws(Unreadable) {
            guard let piece = try cutter.next() else {
              idle.append(worker)
              break
            }
            let number = given
            given += 1
            group.addTask {
              var (parser, bytes) = (worker.parser, piece.bytes)
              let chunk = parser.parse(&bytes, isLast: piece.isLast)
              let isWhole = chunk.consumed == bytes.count
              let shaped = shape.shaped(chunk, parser, place)
              return Parsed(
                number: number, worker: worker.number, parser: parser, chunk: shaped,
                isWhole: isWhole)
            }
          } catch {
            failure = error
            break
          }
        }
        guard failure == nil, let done = await group.next() else { break }
        idle.append((done.worker, done.parser))
        waiting[done.number] = done
        while let next = waiting.removeValue(forKey: added) {
          added += 1
          do throws(Unreadable) {
            try attempt.add(next.chunk, worker: next.worker, to: &builder)
          } catch {
            failure = error
          }
          if !next.isWhole { attempt.hasStrayQuote = true }
        }
      }
      group.cancelAll()
    }
    if cutter.isStuck { attempt.hasStrayQuote = true }
    if let failure { throw failure }
  }

  private struct Parsed: Sendable {
    var number: Int
    var worker: Int
    var parser: ChunkParser
    var chunk: ShapedChunk
    var isWhole: Bool
  }
}

/// The file and entry that rows come from.
struct RowPlace: Sendable {
  var file: String
  var entry: String?
}
