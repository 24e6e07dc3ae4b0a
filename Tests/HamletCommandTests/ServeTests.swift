import Foundation
import NIOHTTP1
import Subprocess
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ServeTests {
    private let text = "cheap watches for the children"

    @Test func `without configuration it listens on loopback, makes its database, knows the starter, ends cleanly`()
        async throws
    {
        try await withHamlet { hamlet in
            try hamlet.write(SampleData.jsonLines(), to: "TrainingData/words.jsonl")
            let served = try await hamlet.serving { daemon in
                #expect(daemon.url.hasPrefix("http://127.0.0.1:"), "\(daemon.firstLine)")
                #expect(hamlet.has("hamlet.sqlite"))
                let model = try await daemon.request(.GET, "/v1/model").json
                #expect((model["spam"]?.number ?? 0) > 0)
                let answer = try await daemon.request(.POST, "/v1/comments?explain=true", #"{"content": "\#(text)"}"#)
                #expect(answer.status == 200)
                #expect(answer.json["evidence"]?.array?.isEmpty == false)
            }
            #expect(served.status == .exited(0))
            #expect(try JSONValue(try await hamlet.run("stats", "--json").output)["comments"] == .number(1))
        }
    }

    @Test func `an acknowledged mark outlives being killed, to the last bit`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write(SampleData.jsonLines(), to: "TrainingData/words.jsonl")
            let first = try await hamlet.serving { daemon in
                let body = #"{"comment": {"content": "\#(text)"}, "label": "spam"}"#
                let mark = try await daemon.request(.POST, "/v1/labels", body).json
                let probability = try await daemon.probability(text)
                try daemon.send(.kill)
                return (id: mark["id"]?.string ?? "", probability: probability)
            }
            #expect(first.status == .signaled(9))
            try await hamlet.serving { daemon in
                let comment = try await daemon.request(.GET, "/v1/comments/\(first.value.id)").json
                #expect(comment["label"]?.string == "spam")
                #expect(first.value.probability != nil)
                #expect(try await daemon.probability(text) == first.value.probability)
            }
        }
    }

    @Test func `marks of the command line come into force while it runs, and are taken back to the last bit`()
        async throws
    {
        try await withHamlet { hamlet in
            try hamlet.write(SampleData.jsonLines(), to: "TrainingData/words.jsonl")
            try await hamlet.serving { daemon in
                let before = try await daemon.probability(text)
                let comment = #"{"content": "\#(text)"}"#
                let id = try await daemon.request(.POST, "/v1/comments", comment).json["id"]?.string ?? ""
                // Looking it up puts it on disk, where the command line finds it.
                _ = try await daemon.request(.GET, "/v1/comments/\(id)")
                let mark = try JSONValue(try await hamlet.run("mark", "spam", id, "--json").output)
                try await daemon.learnt(mark["revision"]?.number ?? .infinity)
                #expect(try await daemon.probability(text) != before)
                let unmark = try JSONValue(try await hamlet.run("unmark", id, "--json").output)
                try await daemon.learnt(unmark["revision"]?.number ?? .infinity)
                #expect(try await daemon.probability(text) == before)
            }
        }
    }

    @Test func `a dataset comes into force while it runs, and the command line judges alike`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write(SampleData.csv(), to: "set.csv")
            try await hamlet.serving { daemon in
                let retrained = try await hamlet.run("retrain", "set.csv")
                #expect(retrained.code == 0, "\(retrained.errors)")
                let statistics = try JSONValue(try await hamlet.run("stats", "--json").output)
                try await daemon.learnt(statistics["revision"]?.number ?? .infinity)
                #expect(try await daemon.request(.GET, "/v1/model").json["spam"] == .number(18))
                let offline = try JSONValue(try await hamlet.run("check", "--json", text).output)
                #expect(offline["probability"]?.number?.bitPattern == (try await daemon.probability(text)))
            }
        }
    }

    @Test func `a port in use is a failure that says so`() async throws {
        try await withHamlet { hamlet in
            try await hamlet.serving { daemon in
                let port = String(daemon.url.split(separator: ":").last ?? "")
                let second = try await hamlet.run("serve", "--port", port)
                #expect(second.code == 69, "\(second.errors)")
                #expect(second.errors.contains("hamlet: The port \(port) on 127.0.0.1 is in use"))
                #expect(try await daemon.request(.GET, "/livez").status == 200)
            }
        }
    }
}
