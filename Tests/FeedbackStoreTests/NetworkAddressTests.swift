import Foundation
import GRDB
import SpamClassifier
import Testing

@testable import FeedbackStore

struct NetworkAddressTests {
    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("::FFFF:c000:0201", "192.0.2.1"),
        ("0:0:0:0:0:ffff:192.0.2.1", "192.0.2.1"), ("2001:db8::1", "2001:db8::1"),
        ("2001:0DB8:0:0:0:0:0:1", "2001:db8::1"), ("2001:db8:0:0::0:1", "2001:db8::1"), ("::", "::"), ("::1", "::1"),
        ("0:0:0:0:0:0:0:0", "::"), ("1::", "1::"), ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
        ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
        ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"), ("::192.0.2.1", "::c000:201"),
        ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
    ])
    func `every spelling of an address is read as the same`(text: String, spelling: String) {
        #expect(NetworkAddress(text)?.text == spelling)
        #expect(NetworkAddress(spelling)?.text == spelling)
    }

    @Test(arguments: [
        "", "a", "192.0.2", "192.0.2.256", "192.0.2.01", "192.0.2.1.1", "192.0.2.+1", ":", ":::", "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9", "12345::", "g::", "+1::", "::192.0.2.1:1", "1:2:3:4:5:6:7:192.0.2.1", "fe80::1%eth0",
        "[::1]",
        "192.0.2.1:80", "hash:0123456789abcdef0123456789abcdef", "1:2:3:4:5:6:7:8::", ":1:2:3:4:5:6:7",
        "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000",
    ])
    func `what is no address is none`(text: String) {
        #expect(NetworkAddress(text) == nil)
    }

    private func comment(_ text: String, address: String?) -> Comment {
        var comment = Comment(content: text)
        comment.authorIP = address
        return comment
    }

    @Test(arguments: Privacy.allCases)
    func `reports, repeated marks and erasures know an address by its value`(privacy: Privacy) async throws {
        try await withTemporaryFolder { folder in
            let store = try FeedbackStore.open(at: databasePath(in: folder), privacy: privacy)
            let pairs = [
                ("2001:db8::1", "2001:0DB8:0:0:0:0:0:1"), ("2001:0DB8:0::2", "2001:db8::2"),
                ("192.0.2.1", "::ffff:192.0.2.1"),
                ("::FFFF:192.0.2.2", "192.0.2.2"),
            ]
            for (number, pair) in pairs.enumerated() {
                let recorded = comment("a remark \(number)", address: pair.0)
                try await store.record([JudgedComment(id: .numbered(number), comment: recorded, judgement: nil)])
                let report = comment("a remark \(number)", address: pair.1)
                #expect(try await store.id(ofCommentAlike: report) == .numbered(number))
                #expect(try await store.mark(alike: report, as: .spam, source: .akismet).id == .numbered(number))
                #expect(try await store.mark(report, as: .spam, source: .commandLine).id == .numbered(number))
                let other = comment("a remark \(number)", address: "2001:db8::ffff")
                #expect(try await store.id(ofCommentAlike: other) == (privacy == .minimal ? .numbered(number) : nil))
                guard privacy != .minimal else { continue }
                var request = ErasureRequest(source: .commandLine)
                request.ip = pair.1
                #expect(try await store.count(request).comments == 1)
                #expect(try await store.apply(.forgetting(request)).removed == 1)
                #expect(try await store.comment(.numbered(number)) == nil)
            }
            try store.close()
        }
    }

    @Test func `an erasure by address takes nobody whose address only looks like one`() async throws {
        try await withStore { store in
            for (number, address) in ["a:b:c", "2001:db8::1", "2001:db8::10", "[2001:db8::1]", "", "hash:1:2"]
                .enumerated()
            {
                let judged = JudgedComment(
                    id: .numbered(number),
                    comment: comment("\(number)", address: address),
                    judgement: nil
                )
                try await store.record([judged])
            }
            var request = ErasureRequest(source: .commandLine)
            request.ip = "2001:DB8::0001"
            #expect(try await store.apply(.forgetting(request)).removed == 1)
            #expect(try await store.comment(.numbered(1)) == nil)
            request.ip = "A:B:C"
            #expect(try await store.apply(.forgetting(request)).removed == 1)
            #expect(try await store.statistics().comments == 4)
        }
    }

    @Test func `a comment that an earlier version fingerprinted by the spelling of its address is found`() async throws
    {
        try await withTemporaryFolder { folder in
            let store = try FeedbackStore.open(at: databasePath(in: folder), privacy: .hashed)
            let whole = comment("a remark", address: "2001:0DB8::1")
            try await store.record([JudgedComment(id: .numbered(1), comment: whole, judgement: nil)])
            let privacy = store.privacyFilter
            let digests = CommentDigest.all(of: whole).map { privacy.stored($0.bytes) }
            let hashes = privacy.hashes("2001:0DB8::1")
            #expect((digests.count, hashes.count) == (2, 2))
            try await store.pool.write { db in
                try db.execute(
                    sql: "UPDATE comment SET digest = ?, authorIP = ?",
                    arguments: [digests[1], hashes[1]]
                )
            }
            #expect(try await store.mark(whole, as: .spam, source: .commandLine).id == .numbered(1))
            #expect(try await store.mark(alike: whole, as: .spam, source: .akismet).id == .numbered(1))
            var request = ErasureRequest(source: .commandLine)
            request.ip = "2001:0DB8::1"
            #expect(try await store.count(request).comments == 1)
            try store.close()
        }
    }
}
