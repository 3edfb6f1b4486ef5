import Testing

@Suite struct RunGoldenTests {
  @Test func `the executable stands beside the tests`() {
    #expect(Repository.executable != nil)
  }

  @Test func `the folder has a case for each way in which input and rules can be wrong`() {
    #expect(Repository.runCases.count >= 80)
  }

  @Test(arguments: Repository.runCases)
  func `a command gives exactly the expected status, words and tables`(name: String) throws {
    try RunCase(name).check()
  }
}
