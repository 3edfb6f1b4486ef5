import Dispatch

/// libFuzzer's way in. `FUZZ_TARGET` names what is fuzzed; a fault ends the process as a trap does, and
/// libFuzzer keeps the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
  if let fault = session.target.fault(of: input) {
    fatalError("\(session.target.rawValue): \(fault)")
  }
  guard session.target.isWorthFile(input) else { return 0 }
  let done = DispatchSemaphore(value: 0)
  Task.detached {
    if let fault = await session.target.faultAsFile(input, in: session.folder) {
      fatalError("\(session.target.rawValue): \(fault)")
    }
    done.signal()
  }
  done.wait()
  return 0
}

private let session: (target: FuzzTarget, folder: Scratch) = {
  let name = environment("FUZZ_TARGET") ?? "csv"
  guard let target = FuzzTarget(rawValue: name), let folder = Scratch(below: "/dev/shm") else {
    fatalError("FUZZ_TARGET is one of \(FuzzTarget.allCases.map(\.rawValue)), and needs /dev/shm")
  }
  return (target, folder)
}()
