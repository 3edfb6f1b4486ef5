import Ledger

/// What `latest` decides of files and entries before they are read, by the dates in their names.
struct LatestFiles {
  enum Fate {
    case read
    /// A newer one, by its path, takes its place.
    case superseded(by: String)
    case refused(Unreadable)
  }
  private var fates: [String: Fate] = [:]

  /// What becomes of a file or entry; an entry shares the fate of its archive.
  func fate(of place: RowPlace) -> Fate { fates[place.file] ?? fates[place.path] ?? .read }

  /// A file with its date, or the entries of an archive whose own name has none.
  struct Candidate {
    var path: String
    var date: Day?
  }

  /// Everything is read.
  init() {}

  /// Refuses what has no date; with `newestOnly` the newest date alone is read.
  ///
  /// `areTwins` tells whether files hold the same bytes, so that any of them will do.
  init(
    _ candidates: [Candidate], newestOnly: Bool, areTwins: ([String]) async -> Bool
  ) async {
    let newest = candidates.compactMap(\.date).max()
    let top = candidates.filter { $0.date == newest && newest != nil }.map(\.path)
    let isTied = newestOnly && top.count > 1 ? await !areTwins(top) : false
    for candidate in candidates {
      guard let date = candidate.date else {
        fates[candidate.path] = .refused(.noDate(beside: top.first))
        continue
      }
      guard newestOnly else { continue }
      if date != newest {
        fates[candidate.path] = .superseded(by: top[0])
      } else if isTied, let other = top.first(where: { $0 != candidate.path }) {
        fates[candidate.path] = .refused(.sameDate(date, as: other, of: nil))
      }
    }
  }
}

extension RowPlace {
  /// `file` or `archive//entry`.
  var path: String { entry.map { file + "//" + $0 } ?? file }

  /// The date in the name of the file, else of the entry.
  var date: Day? { fileDate(in: file.lastPart) ?? entry.flatMap { fileDate(in: $0.lastPart) } }
}

extension String {
  /// What stands behind the last `/`.
  var lastPart: String { split(separator: "/").last.map(String.init) ?? self }
}

extension Unreadable {
  static func noDate(beside other: String?) -> Unreadable {
    Unreadable(
      vietnamese: other.map {
        "tên tệp không có đúng một ngày, không biết có mới hơn “\($0)” không"
      }
        ?? "tên tệp không có đúng một ngày, không biết có phải tệp mới nhất không",
      english: other.map {
        "its name does not have one date, so it may be newer than “\($0)” or not"
      }
        ?? "its name does not have one date, so it may be the newest or not", namesFile: true)
  }

  /// `value` is what both carry, where the newest is looked for value by value.
  static func sameDate(_ date: Day, as other: String, of value: String?) -> Unreadable {
    Unreadable(
      vietnamese: "cùng ngày \(date.shown(in: .vietnamese)) với “\(other)”"
        + (value.map { ", đều có \($0)" } ?? "") + ", không biết tệp nào mới nhất",
      english: "the same date \(date) as “\(other)”" + (value.map { ", both with \($0)" } ?? "")
        + ", so neither is the newest", namesFile: true)
  }
}
