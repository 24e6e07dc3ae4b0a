import HTTPTypes
import SpamClassifier
import Testing

@testable import FeedbackStore
@testable import SpamFilterService

@Suite(.timeLimit(.minutes(5)))
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

    @Test func `a thousand requests of forty senders leave the last label of each, and the model of a rebuild`()
        async throws
    {
        try await withService(.socket) { client, filter in
            var ids: [String] = []
            for number in 0..<40 { ids.append(try await client.record("comment number \(number) about watches")) }
            let begun = filter.store.markWriter.transactionCount
            let acknowledged = try await withThrowingTaskGroup(of: [Acknowledgement].self) { group in
                for sender in 0..<40 {
                    group.addTask { [ids] in
                        var acknowledged: [Acknowledgement] = []
                        for number in sender * 25..<(sender + 1) * 25 {
                            let id = ids[number * 7 % ids.count]
                            let change = Change.allCases[number * 13 % Change.allCases.count]
                            acknowledged.append(try await send(change, id, number, client))
                        }
                        return acknowledged
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(acknowledged.count == 1_000)
            for (id, ofComment) in Dictionary(grouping: acknowledged.filter(\.changed), by: \.id) {
                let last = ofComment.max { $0.revision < $1.revision }
                let label = try await client.send(.get, "/v1/comments/\(id)").json["label"]?.string
                #expect(label == last?.label)
            }
            let changes = acknowledged.filter(\.changed)
            #expect(Set(changes.map(\.revision)).count == changes.count)
            #expect(filter.store.markWriter.transactionCount - begun < acknowledged.count)
            try await filter.learner.catchUp()
            try await filter.expectRebuildToEqualModelInForce()
        }
    }

    @Test func `the marks of one request share transactions, and are answered in its order`() async throws {
        try await withService { client, filter in
            var ids: [String] = []
            for number in 0..<200 { ids.append(try await client.record("comment number \(number)")) }
            try await filter.recorder.drain()
            let begun = filter.store.markWriter.transactionCount
            let list = ids.map { "\"\($0)\"" }.joined(separator: ",")
            let answer = try await client.send(.post, "/v1/labels", #"{"ids": [\#(list)], "label": "spam"}"#)
            #expect(answer.json["results"]?.array?.map { $0["mark"]?["id"]?.string } == ids)
            #expect(filter.store.markWriter.transactionCount - begun < ids.count / 2)
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
