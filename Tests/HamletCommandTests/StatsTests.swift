import Foundation
import NIOHTTP1
import Testing

struct StatsTests {
    /// A database with one comment that just arrived.
    private func withComment(_ body: (Hamlet) async throws -> Void) async throws {
        try await withHamlet { hamlet in
            _ = try await hamlet.run("mark", "spam", "--content", "buy now", "--site", "a.example")
            try await body(hamlet)
        }
    }

    @Test func `statistics in JSON tell the size, the growth and how long the room lasts`() async throws {
        try await withComment { hamlet in
            let outcome = try await hamlet.run("stats", "--json")
            #expect(outcome.code == 0)
            let statistics = try JSONValue(outcome.output)
            #expect(
                statistics.keys == [
                    "comments", "dataset_comments", "spam", "ham", "marks", "verdicts", "sites", "revision",
                    "database_bytes", "table_bytes", "bytes_per_day", "free_bytes", "days_left",
                ]
            )
            let table = try #require(statistics["table_bytes"]?["comment"]?.number)
            #expect(table >= 4096)
            // The one comment of a database of today: all of its table is the growth of a day.
            let growth = try #require(statistics["bytes_per_day"]?.number)
            #expect(growth == table)
            let free = try #require(statistics["free_bytes"]?.number)
            #expect(free > 0)
            #expect(statistics["days_left"]?.number == (free / growth).rounded(.down))
            #expect(statistics["sites"]?.array?.first?["site"]?.string == "a.example")
        }
    }

    @Test func `statistics for people tell the growth and for how many days there is room`() async throws {
        try await withComment { hamlet in
            let lines = try await hamlet.run("stats").lines
            #expect(lines.contains { $0.wholeMatch(of: #/  of it comment +[1-9]\d* KiB/#) != nil })
            #expect(
                lines.last?.wholeMatch(of: #/comments arriving +[1-9]\d* KiB a day, room for [1-9]\d* days/#) != nil
            )
        }
    }

    @Test func `after a refit statistics tell the features, and their bound`() async throws {
        try await withComment { hamlet in
            try hamlet.write(SampleData.csv(), to: "data.csv")
            let retrain = try await hamlet.run(
                "retrain",
                "data.csv",
                "--force",
                environment: ["HAMLET_MAX_FEATURES": "100000"]
            )
            #expect(retrain.code == 0)
            let statistics = try JSONValue(try await hamlet.run("stats", "--json").output)
            #expect(try #require(statistics["features"]?.number) > 0)
            #expect(statistics["max_features"]?.number == 100_000)
            #expect(try await hamlet.run("stats").output.contains(", at most 100000\n"))
        }
    }

    @Test func `on request statistics name the model, as the service and a rebuild do`() async throws {
        try await withComment { hamlet in
            let named = try JSONValue(try await hamlet.run("stats", "--digest", "--json").output)
            let digest = try #require(named["digest"]?.string)
            #expect(digest.wholeMatch(of: #/[0-9a-f]{16}/#) != nil)
            #expect(named["model_revision"] == .number(1))
            let lines = try await hamlet.run("stats", "--digest").lines
            #expect(lines.contains { $0.hasSuffix(" \(digest) at revision 1") })
            try await hamlet.serving { daemon in
                let model = try await daemon.request(.GET, "/v1/model?digest=true").json
                #expect(model["digest"]?.string == digest)
                #expect(try await daemon.request(.GET, "/v1/model").json["digest"] == nil)
                #expect(try await daemon.request(.GET, "/v1/model?digest=please").status == 422)
                _ = try await hamlet.run("mark", "ham", "--content", "thanks for the recipe")
                try await daemon.learnt(2)
                #expect(try await daemon.request(.GET, "/v1/model?digest=true").json["digest"] != named["digest"])
            }
            #expect(hamlet.has("hamlet.sqlite-model"))
            let ofFile = try JSONValue(try await hamlet.run("stats", "--digest", "--json").output)
            try FileManager.default.removeItem(at: hamlet.folder.appending(path: "hamlet.sqlite-model"))
            let ofLog = try JSONValue(try await hamlet.run("stats", "--digest", "--json").output)
            #expect(ofFile["digest"] == ofLog["digest"])
            #expect(ofLog["digest"] != named["digest"])
        }
    }
}
