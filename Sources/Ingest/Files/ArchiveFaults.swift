import Ledger

// Why an archive, or an entry of one, is not read.
extension Unreadable {
  static func archive(_ reason: String) -> Unreadable {
    Unreadable(
      vietnamese: "tệp nén hỏng hoặc không đọc được: \(reason); hãy xin lại tệp",
      english: "the archive is broken or cannot be read: \(reason); ask for it again")
  }

  private static func broken(_ vietnamese: String, _ english: String) -> Unreadable {
    Unreadable(
      vietnamese: "tệp nén hỏng: \(vietnamese); hãy xin lại tệp",
      english: "the archive is broken: \(english); ask for it again")
  }

  private static func unsafe(_ vietnamese: String, _ english: String) -> Unreadable {
    Unreadable(
      vietnamese: "tệp nén không an toàn, không đọc: \(vietnamese)",
      english: "the archive is unsafe and not read: \(english)")
  }

  private static func unsafeEntry(_ vietnamese: String, _ english: String) -> Unreadable {
    Unreadable(
      vietnamese: "mục nén không an toàn, không đọc: \(vietnamese)",
      english: "the entry is unsafe and not read: \(english)")
  }

  // The archive as a whole.

  static let truncated = broken("thiếu phần cuối", "its end is missing")
  static let brokenDirectory = broken(
    "danh sách các mục bị sai", "its list of entries is wrong")
  static let directoryOutside = broken(
    "danh sách các mục chỉ ra ngoài tệp", "its list of entries points outside of it")
  static let foreignBytes = unsafe(
    "có dữ liệu lạ ở trước, giữa hoặc sau các mục; hãy nén lại bằng zip thường",
    "it has bytes that no entry accounts for; pack it again as plain zip")
  static let twoDirectories = unsafe(
    "có hai danh sách các mục, không rõ danh sách nào đúng",
    "it has two lists of entries, and which one is meant cannot be known")
  static let severalVolumes = Unreadable(
    vietnamese: "tệp nén gồm nhiều phần (.z01, .z02, …); hãy nén lại thành một tệp",
    english: "the archive is split into volumes (.z01, .z02, …); pack it again as one file")

  static func entryOutside(_ name: String) -> Unreadable {
    broken("mục “\(visible(name))” nằm ngoài tệp", "entry “\(visible(name))” lies outside of it")
  }

  static func overlap(_ first: String, _ second: String) -> Unreadable {
    unsafe(
      "hai mục “\(visible(first))” và “\(visible(second))” chồng lên nhau",
      "entries “\(visible(first))” and “\(visible(second))” share bytes")
  }

  static let noTable = Unreadable(
    vietnamese: "tệp nén không có bảng nào", english: "the archive holds no table")

  // One entry.

  static let badChecksum = broken("sai mã kiểm tra CRC-32", "its CRC-32 is wrong")
  static let twoHeaders = broken(
    "mục nén ghi về mình khác với danh sách", "the entry's own header is not what the list says")

  static func otherSize(_ declared: Int) -> Unreadable {
    broken(
      "kích thước thật khác kích thước khai báo (\(declared) byte)",
      "its real size is not the declared one (\(declared) bytes)")
  }

  static let specialEntry = unsafeEntry(
    "là liên kết hoặc thiết bị, không phải tệp", "it is a link or a device, not a file")
  static let controlInName = unsafeEntry(
    "tên có ký tự điều khiển", "its name has control characters")
  static let backslashInName = unsafeEntry(
    "tên có dấu “\\”; hãy nén lại bằng chương trình khác",
    "its name has a backslash; pack it again with another program")
  static let absoluteName = unsafeEntry(
    "tên là đường dẫn tuyệt đối", "its name is an absolute path")
  static let leavingName = unsafeEntry(
    "tên đi ra ngoài thư mục (“..”)", "its name leads out of the folder (“..”)")
  static let emptyName = unsafeEntry(
    "tên trống hoặc có phần trống", "its name, or a part of it, is empty")
  static let repeatedName = unsafeEntry(
    "tên này có nhiều lần, không rõ mục nào đúng",
    "the name stands there several times, and which entry is meant cannot be known")

  static let encrypted = Unreadable(
    vietnamese: "mục nén có mật khẩu; hãy cho mật khẩu trong tệp của --password-file hoặc "
      + "password_file, hay giải nén trước",
    english: "the entry is encrypted; give the password in the file of --password-file or "
      + "password_file, or unpack it first")
  static let wrongPassword = Unreadable(
    vietnamese: "mục nén có mật khẩu và không mật khẩu nào trong tệp mật khẩu mở được; "
      + "hãy kiểm tra mật khẩu, hay xin lại tệp nếu tệp hỏng",
    english: "the entry is encrypted and no password of the password file opens it; "
      + "check the password, or ask for the file again if it is broken")

  static let encryption = Unreadable(
    vietnamese: "mục nén được mã hóa theo kiểu không hỗ trợ; hãy nén lại bằng AES-256",
    english: "the entry is encrypted in a way that is not supported; pack it again with AES-256")

  static func method(_ number: Int) -> Unreadable {
    Unreadable(
      vietnamese: "kiểu nén số \(number) không được hỗ trợ; hãy nén lại bằng zip thường (deflate)",
      english: "compression method \(number) is not supported; pack it again as plain zip (deflate)"
    )
  }

  // Limits.

  static func beyond(_ limit: Limit, _ limits: Limits) -> Unreadable {
    let bound = limit.text(of: limits[limit])
    let (vietnamese, english) = limit.wording
    return Unreadable(
      vietnamese: "vượt giới hạn an toàn: \(vietnamese) tối đa \(bound); "
        + "nếu tin nơi gửi, hãy nâng bằng --limit \(limit.rawValue)=…",
      english: "beyond the safety limit: \(english) at most \(bound); "
        + "if you trust the sender, raise it with --limit \(limit.rawValue)=…")
  }
}

extension Limit {
  /// What must not be more than the bound that follows.
  fileprivate var wording: (vietnamese: String, english: String) {
    switch self {
    case .folderFiles: ("số tệp trong thư mục đầu vào", "files below the input folder")
    case .folderDepth: ("số cấp thư mục", "folders inside folders")
    case .archiveEntries: ("số mục nén", "entries of an archive")
    case .archiveDepth: ("số lớp nén lồng nhau", "archives inside one another")
    case .archiveRatio: ("số lần lớn lên khi giải nén", "growth when it is expanded")
    case .archiveBytes: ("tổng kích thước giải nén", "expanded bytes of one file")
    case .entryBytes: ("kích thước giải nén của một mục", "expanded bytes of an entry")
    case .entryName: ("độ dài tên một mục (byte)", "bytes of an entry's name")
    case .nestedBytes: ("tệp nén lồng nhau giữ trong bộ nhớ", "nested archives held in memory")
    case .workbookStrings: ("chuỗi dùng chung của bảng tính", "shared strings of a workbook")
    }
  }
}
