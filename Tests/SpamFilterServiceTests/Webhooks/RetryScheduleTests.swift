import FeedbackStore
import Testing

@testable import SpamFilterService

struct RetryScheduleTests {
    private func notice(_ name: String = "01m87h351qmx73k7pw6njxsydb", attempts: Int, madeAt: Int64 = 0) throws
        -> Notice
    {
        let id = try #require(CommentID(name))
        return Notice(
            id: id,
            comment: id,
            verdict: "ham",
            outcome: "spam",
            label: "spam",
            madeAt: madeAt,
            attempts: attempts
        )
    }

    @Test func `pauses grow from seconds to a day, each within a fifth, and end`() throws {
        let seconds: [Int64] = [10, 60, 300, 1_800, 7_200, 21_600, 43_200, 86_400]
        for (place, pause) in seconds.enumerated() {
            let at = try #require(RetrySchedule.retryAt(notice(attempts: place + 1), after: .unreachable, now: 0))
            #expect((pause * 800...pause * 1_200).contains(at))
        }
        #expect(
            try RetrySchedule.retryAt(notice(attempts: RetrySchedule.mostAttempts), after: .unreachable, now: 0) == nil
        )
    }

    @Test func `the same notice waits for the same time, and others for another`() throws {
        func at(_ name: String) throws -> Int64? {
            try RetrySchedule.retryAt(notice(name, attempts: 4), after: .tooSlow, now: 0)
        }
        let names = ["b", "c", "d", "e", "f", "g"].map { "01m87h351qmx73k7pw6njxsyd\($0)" }
        #expect(Set(try names.map(at)).count == names.count)
        #expect(try at(names[0]) == at(names[0]))
    }

    @Test func `a notice is given up for its age`() throws {
        let age = RetrySchedule.greatestAge
        #expect(try RetrySchedule.retryAt(notice(attempts: 1), after: .unreachable, now: age) == nil)
        #expect(try RetrySchedule.retryAt(notice(attempts: 1), after: .keyUnknown, now: age) == nil)
        #expect(try RetrySchedule.retryAt(notice(attempts: 99), after: .keyUnknown, now: age - 1) != nil)
    }

    @Test func `a dead site is left alone for longer and longer, one that refuses a notice is not`() {
        let pauses = (0..<9).compactMap { RetrySchedule.pauseUntil(.unreachable, failures: $0, now: 0) }
        #expect(pauses == [5_000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000, 3_600_000, 3_600_000])
        #expect(RetrySchedule.pauseUntil(.status(400), failures: 3, now: 0) == nil)
        for status in [408, 429, 500, 503] {
            #expect(RetrySchedule.pauseUntil(.status(status), failures: 0, now: 7) == 5_007)
        }
    }
}
