import Testing

@testable import SpamFilterService

struct BackgroundThreadTests {
    /// How nice the thread is that carries this out.
    private func niceness() async -> CInt { BackgroundThread.ownNiceness }

    @Test func `long work is nicer than what answers, and what follows it is not`() async {
        let usual = await niceness()
        let long = await withTaskExecutorPreference(BackgroundThread.shared) { await niceness() }
        // No thread is nicer than 19.
        #expect(long == min(usual + BackgroundThread.niceness, 19))
        #expect(await withTaskExecutorPreference(BackgroundThread.shared) { BackgroundThread.ownNiceness } == long)
        #expect(await niceness() == usual)
    }

    @Test func `it does one piece after the other, all of them`() async {
        let pieces = await withTaskGroup(of: Int.self) { group in
            for number in 0..<100 {
                group.addTask(executorPreference: BackgroundThread.shared) {
                    await Task.yield()
                    return number
                }
            }
            return await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(pieces.count == 100)
    }
}
