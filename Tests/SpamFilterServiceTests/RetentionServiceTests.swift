import FeedbackStore
import SpamClassifier
import Testing

@testable import SpamFilterService

extension RetentionService {
    /// Throws away all that is due, beginning with the oldest.
    func tidy(now: Int64) async {
        var places = Places()
        await tidy(now: now, from: &places)
    }
}

struct RetentionServiceTests {
    private static let day: Int64 = 86_400_000

    private func record(_ store: FeedbackStore, daysOld: Int64, now: Int64) async throws -> CommentID {
        let id = CommentID(at: now - daysOld * Self.day)
        let judgement = Judgement(verdict: "ham", probability: 0.1, revision: 0)
        let comment = SampleComments.numbered(Int(daysOld))
        try await store.record([JudgedComment(id: id, comment: comment, judgement: judgement)])
        return id
    }

    @Test func `old comments go after their time, texts of marked ones after theirs, and the model stays the same`()
        async throws
    {
        try await withFilter { filter in
            let now: Int64 = 1_800_000_000_000
            let (store, learner) = (filter.store, filter.learner)
            try await learner.start()
            let old = try await record(store, daysOld: 31, now: now)
            let young = try await record(store, daysOld: 29, now: now)
            let marked = try await record(store, daysOld: 400, now: now)
            _ = try await filter.mark(marked, as: .spam)
            let before = try filter.model().probeBits

            let retention = Retention(unlabelledDays: 30, labelledTextDays: 365)
            await RetentionService(store: store, retention: retention, logger: .silent).tidy(now: now)
            #expect(try await store.comment(old) == nil)
            #expect(try await store.comment(young) != nil)
            #expect(try await store.comment(marked)?.comment.content == "")
            try await filter.expectRebuildToEqualModelInForce()
            #expect(try filter.model().probeBits == before)

            _ = try await filter.mark(marked, as: nil)
            #expect(try filter.model().spamCount < 1)
            try await filter.expectRebuildToEqualModelInForce()
        }
    }

    @Test func `what is to be kept stays`() async throws {
        try await withFilter { filter in
            let now: Int64 = 1_800_000_000_000
            let id = try await record(filter.store, daysOld: 4_000, now: now)
            let retention = Retention(unlabelledDays: nil, labelledTextDays: nil)
            await RetentionService(store: filter.store, retention: retention, logger: .silent).tidy(now: now)
            #expect(try await filter.store.comment(id) != nil)
        }
    }
}
