internal import CScan

extension Array where Element: BitwiseCopyable {
  /// Makes room for further elements, in huge pages where there are many: the columns of millions of
  /// rows are then filled with hundreds of page faults instead of a hundred thousand.
  mutating func reserve(_ count: Int) {
    reserveCapacity(self.count + count)
    let byteCount = capacity * MemoryLayout<Element>.stride
    unsafe withUnsafeMutableBufferPointer {
      // Advice about memory that is ours, whether it holds elements yet or not.
      unsafe doichieu_prefer_huge_pages($0.baseAddress, byteCount)
    }
  }
}
