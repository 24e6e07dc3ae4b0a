import Foundation
import GRDB
import SpamClassifier
import Testing

@testable import FeedbackStore

struct ErasureTests {
    private func comment(_ content: String, email: String? = nil, site: String? = nil) -> Comment {
        var comment = Comment(content: content)
        comment.authorEmail = email
        comment.authorIP = "192.0.2.7"
        comment.authorURL = "https://ophelia.example"
        comment.author = "Ophelia"
        comment.site = site
        return comment
    }

    private func request(_ change: (inout ErasureRequest) -> Void) -> ErasureRequest {
        var request = ErasureRequest(source: .commandLine)
        change(&request)
        return request
    }

    @Test func `forgetting by e-mail takes comments, labels and marks, and leaves the rest`() async throws {
        try await withStore { store in
            _ = try await store.mark(comment("one", email: "o@mail.example"), as: .spam, source: .akismet)
            let other = try await store.mark(comment("two", email: "h@mail.example"), as: .ham, source: .akismet)
            let outcome = try await store.apply(.forgetting(request { $0.email = "O@MAIL.example" }))
            #expect(outcome == RefitOutcome(revision: 3, removed: 1, removedLabels: 1))
            #expect(try await store.labels(asOf: .max).count == 1)
            #expect(try await store.comment(other.id) != nil)
            #expect(try await store.allEntries().map(\.revision) == [2, 3])
            #expect(try await store.lastRefit()?.revision == 3)
        }
    }

    @Test func `every condition narrows the search`() async throws {
        try await withStore { store in
            let first = try await store.mark(
                comment("one", email: "o@x.example", site: "a"),
                as: .ham,
                source: .akismet
            )
            _ = try await store.mark(comment("two", email: "o@x.example", site: "b"), as: .ham, source: .akismet)
            let counts = try await [
                request { $0.email = "o@x.example" }, request { $0.ip = "192.0.2.7" },
                request { $0.url = "HTTPS://OPHELIA.example" }, request { $0.author = "ophelia" },
                request { $0.ids = [first.id] },
                request {
                    $0.author = "Ophelia"
                    $0.sites = .only("a")
                },
                request {
                    $0.author = "Ophelia"
                    $0.ids = [.numbered(3)]
                },
            ].asyncMap { try await store.count($0).comments }
            #expect(counts == [2, 2, 2, 2, 1, 1, 0])
        }
    }

    @Test func `a request that names nobody is refused`() async throws {
        try await withStore { store throws in
            await #expect(throws: FeedbackStoreError.emptyErasure) {
                try await store.count(request { $0.email = "" })
            }
            await #expect(throws: FeedbackStoreError.emptyErasure) {
                try await store.apply(.forgetting(request { $0.sites = .only("a") }))
            }
        }
    }

    @Test func `what nothing was learnt of goes without a refit`() async throws {
        try await withStore { store in
            let ids = try await store.recordNumbered(2)
            let plan = try await store.plan(.forgetting(request { $0.ids = [ids[0]] }))
            #expect(!plan.isNeeded)
            let outcome = try await store.commit(plan, digest: nil)
            #expect(outcome == RefitOutcome(revision: nil, removed: 1, removedLabels: 0))
            #expect(try await store.comment(ids[0]) == nil)
            #expect(try await store.revision() == 0)
        }
    }

    @Test(arguments: Privacy.allCases)
    func `nothing of a forgotten comment is left in the files`(privacy: Privacy) async throws {
        try await withTemporaryFolder { folder in
            let ticks = Ticks()
            let path = databasePath(in: folder)
            let store = try FeedbackStore(path: path, readOnly: false, privacy: privacy, clock: { ticks.next() })
            let words = (0..<40).map { "Quetzalcoatl\($0)" }.joined(separator: " ")
            for number in 0..<300 {
                _ = try await store.mark(
                    comment("\(words) number \(number)", email: "needle@haystack.example"),
                    as: number.isMultiple(of: 2) ? .spam : .ham,
                    source: .dashboard
                )
                _ = try await store.mark(Comment(content: "kept \(number)"), as: .ham, source: .dashboard)
            }
            let erasure = request {
                if privacy == .minimal { $0.ids = [] } else { $0.email = "needle@haystack.example" }
            }
            if privacy == .minimal {
                let ids = try await store.comments(matching: CommentQuery(text: "Quetzalcoatl", limit: 500)).comments
                    .map(\.id)
                _ = try await store.apply(.forgetting(request { $0.ids = ids }))
            } else {
                #expect(try await store.apply(.forgetting(erasure)).removed == 300)
            }
            #expect(try await store.overwriteRemoved())
            for suffix in ["", "-wal"] {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: path + suffix))
                for needle in ["Quetzalcoatl", "needle@haystack", "ophelia.example", "Ophelia"] {
                    #expect(bytes.range(of: Data(needle.utf8)) == nil, "\(needle) in \(suffix)")
                }
                if suffix.isEmpty { #expect(bytes.range(of: Data("kept 299".utf8)) != nil) }
            }
            #expect(try await store.comments(matching: CommentQuery(limit: 500)).comments.count == 300)
        }
    }

    @Test func `a refit that was planned before comments were forgotten is outdated`() async throws {
        try await withStore { store in
            let outcome = try await store.mark(comment("one"), as: .spam, source: .akismet)
            let plan = try await store.plan()
            _ = try await store.apply(.forgetting(request { $0.ids = [outcome.id] }))
            await #expect(throws: FeedbackStoreError.refitOutdated) { try await store.commit(plan, digest: 1) }
        }
    }

    @Test func `a refit does not stand behind a newer one`() async throws {
        try await withStore { store in
            let plan = try await store.plan()
            _ = try await store.mark(comment("one"), as: .spam, source: .akismet)
            _ = try await store.commit(try await store.plan(), digest: 2)
            await #expect(throws: FeedbackStoreError.refitOutdated) { try await store.commit(plan, digest: 1) }
            #expect(try await store.lastRefit() == RefitEntry(revision: 2, asOf: 1, digest: 2))
        }
    }
}

extension Array {
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
