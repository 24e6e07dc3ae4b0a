import NIOHTTP1
import Testing

/// The daemon over HTTP and the command line, each a process of its own, on one database.
@Suite(.timeLimit(.minutes(5)))
struct TwoProcessTests {
    @Test func `the daemon and the command line mark the same and different comments at once`() async throws {
        try await withHamlet { hamlet in
            try await hamlet.serving(["--starter-folder", "none"]) { daemon in
                var ids: [String] = []
                for number in 0..<24 {
                    let body = #"{"content": "\#(SampleData.texts[number % 12]) \#(number)"}"#
                    let id = try await daemon.request(.POST, "/v1/comments", body).json["id"]?.string ?? ""
                    // Looking it up puts it on disk, where the command line finds it.
                    _ = try await daemon.request(.GET, "/v1/comments/\(id)")
                    ids.append(id)
                }
                let marks = try await withThrowingTaskGroup(of: [JSONValue].self) { [ids] group in
                    for process in 0..<4 {
                        group.addTask {
                            let some = ids.dropFirst(process * 4).prefix(12)
                            let label = process % 2 == 0 ? "spam" : "ham"
                            let outcome = try await hamlet.run(["mark", label] + some + ["--json"])
                            #expect(outcome.code == 0, "\(outcome.errors)")
                            return try outcome.lines.map { try JSONValue($0) }
                        }
                    }
                    for number in 0..<200 {
                        group.addTask {
                            let path = "/v1/comments/\(ids[number * 5 % ids.count])/label"
                            let label = number % 3 == 0 ? "ham" : "spam"
                            let answer =
                                number % 7 == 0
                                ? try await daemon.request(.DELETE, path)
                                : try await daemon.request(.PUT, path, #"{"label": "\#(label)"}"#)
                            #expect(answer.status == 200)
                            return [answer.json]
                        }
                    }
                    return try await group.reduce(into: []) { $0 += $1 }
                }
                let changes = marks.filter { $0["changed"] == .bool(true) }
                let revisions = changes.compactMap { $0["revision"]?.number }
                #expect(Set(revisions).count == changes.count)
                try await daemon.learnt(revisions.max() ?? 0)
                for (id, ofComment) in Dictionary(grouping: changes, by: { $0["id"]?.string ?? "" }) {
                    let last = ofComment.max { ($0["revision"]?.number ?? 0) < ($1["revision"]?.number ?? 0) }
                    let comment = try await daemon.request(.GET, "/v1/comments/\(id)").json
                    #expect(comment["label"]?.string == last?["label"]?.string)
                }
                try await expectModelOfRebuild(daemon, hamlet)
            }
        }
    }

    /// The probabilities of the daemon are those of a process that rebuilds the model from the final labels.
    ///
    /// The daemon may refit between two looks, so a few looks are allowed for the revisions to meet.
    private func expectModelOfRebuild(_ daemon: Daemon, _ hamlet: Hamlet) async throws {
        for look in 0..<20 {
            let live = try await verdictsOfDaemon(daemon)
            let rebuilt = try await verdictsOfRebuild(hamlet, copy: "copies/\(look).sqlite")
            guard Set(live.map(\.revision)).union(rebuilt.map(\.revision)).count == 1 else { continue }
            #expect(live == rebuilt)
            return
        }
        Issue.record("the revisions do not meet")
    }

    private struct Found: Hashable {
        let revision: Double?
        let probability: UInt64?

        init(_ answer: JSONValue) {
            revision = answer["revision"]?.number
            probability = answer["probability"]?.number?.bitPattern
        }
    }

    private func verdictsOfDaemon(_ daemon: Daemon) async throws -> [Found] {
        var found: [Found] = []
        for text in SampleData.texts.prefix(3) {
            let body = #"{"content": "\#(text)", "dry_run": true}"#
            found.append(Found(try await daemon.request(.POST, "/v1/comments", body).json))
        }
        return found
    }

    /// It has a copy of the database in a folder of its own: beside the original lies the model file of the daemon.
    private func verdictsOfRebuild(_ hamlet: Hamlet, copy: String) async throws -> [Found] {
        try hamlet.write("", to: "copies/empty")
        #expect(try await hamlet.run("backup", copy).code == 0)
        #expect(!hamlet.has(copy + "-model"))
        var found: [Found] = []
        for text in SampleData.texts.prefix(3) {
            let arguments = ["check", "--json", "--starter-folder", "none", "--database", copy, text]
            found.append(Found(try JSONValue(try await hamlet.run(arguments).output)))
        }
        return found
    }
}
