import HTTPTypes
import SpamClassifier
import Testing

@testable import FeedbackStore
@testable import SpamFilterService

@Suite(.timeLimit(.minutes(2)))
struct ConcurrentRequestTests {
    private enum Change: CaseIterable {
        case spam, ham, unmark, bySpamText
    }

    /// What an acknowledged change says: which comment had which label from which revision on.
    private struct Acknowledgement: Sendable {
        let id: String
        let label: String?
        let revision: Double
        let changed: Bool
    }

    @Test func `a thousand requests at once leave the labels of the last mark of each, and the model of a rebuild`()
        async throws
    {
        try await withService(.connections) { client, filter in
            var ids: [String] = []
            for number in 0..<40 { ids.append(try await client.record("comment number \(number) about watches")) }
            let begun = filter.store.markWriter.transactionCount
            let acknowledged = try await withThrowingTaskGroup(of: Acknowledgement.self) { group in
                for number in 0..<1_000 {
                    let id = ids[number * 7 % ids.count]
                    let change = Change.allCases[number * 13 % Change.allCases.count]
                    group.addTask { try await send(change, id, number, client) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(acknowledged.count == 1_000)
            for (id, ofComment) in Dictionary(grouping: acknowledged.filter(\.changed), by: \.id) {
                let last = ofComment.max { $0.revision < $1.revision }
                let label = try await client.send(.get, "/v1/comments/\(id)").json["label"]?.string
                #expect(label == last?.label)
            }
            let changes = acknowledged.filter(\.changed)
            #expect(Set(changes.map(\.revision)).count == changes.count)
            #expect(filter.store.markWriter.transactionCount - begun < 1_000)
            try await filter.learner.catchUp()
            try await filter.expectRebuildToEqualModelInForce()
        }
    }

    private func send(_ change: Change, _ id: String, _ number: Int, _ client: Client) async throws -> Acknowledgement {
        let answer =
            switch change {
            case .spam: try await client.send(.put, "/v1/comments/\(id)/label", #"{"label": "spam"}"#)
            case .ham: try await client.send(.put, "/v1/comments/\(id)/label", #"{"label": "ham"}"#)
            case .unmark: try await client.send(.delete, "/v1/comments/\(id)/label")
            case .bySpamText:
                try await client.send(
                    .post,
                    "/v1/labels",
                    #"{"comment": {"content": "never judged \#(number % 9)"}, "label": "spam"}"#
                )
            }
        #expect(answer.status == 200, "\(answer.text)")
        return Acknowledgement(
            id: answer.json["id"]?.string ?? "",
            label: answer.json["label"]?.string,
            revision: answer.json["revision"]?.number ?? 0,
            changed: answer.json["changed"] == .bool(true)
        )
    }
}
