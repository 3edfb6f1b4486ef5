import Ledger
import Testing

@testable import Reconcile

@Suite struct PassProgressTests {
  @Test func `a pass tells its share of the match, for one key in 64`() {
    let progress = RunProgress()
    progress.begin(.matching, itemCount: 1, unitCount: 400)
    progress.begin(item: "vouchers", unitCount: 400)
    let pass = PassProgress(progress, from: 100, count: 200)
    for (key, unitCount) in [(0, 100), (63, 100), (64, 164), (100, 164), (128, 228), (199, 228)] {
      pass.note(key, of: 200)
      #expect(progress.current.unitCount == unitCount)
    }
    pass.note(0, of: 0)
    #expect(progress.current.unitCount == 228)
  }

  @Test func `a pass of which nobody wants to hear goes on`() {
    PassProgress().note(0, of: 1)
    #expect(!PassProgress().isCancelled)
  }
}
