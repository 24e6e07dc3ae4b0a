import Foundation
import NIOHTTP1
import Testing

/// Every setting with values that are not the defaults: where they come from, and that the service does as they say.
@Suite(.timeLimit(.minutes(5)))
struct SettingsTests {
    /// A value in the file and one in the environment of each setting.
    private static let values: [String: (file: JSONValue, environment: String)] = [
        "database": (.string("f.sqlite"), "e.sqlite"), "host": (.string("127.0.0.2"), "127.0.0.3"),
        "port": (.number(1_111), "2222"), "socket": (.string("f.sock"), "e.sock"),
        "tlsCertificate": (.string("f.pem"), "e.pem"), "tlsPrivateKey": (.string("f.key"), "e.key"),
        "starter": (.string("f"), "e"), "privacy": (.string("hashed"), "minimal"),
        "unlabelledDays": (.number(31), "32"), "labelledTextDays": (.number(33), "34"),
        "akismetRecheckAfter": (.number(35), "36"), "maxHamMisclassification": (.number(0.01), "0.02"),
        "maxFeatures": (.number(10_001), "10002"), "connections": (.number(37), "38"),
        "requestsInFlight": (.number(39), "40"), "requestsPerSecond": (.number(41), "42"),
        "idleSeconds": (.number(43), "44"), "bodySeconds": (.number(45), "46"),
        "drainSeconds": (.number(47), "48"), "drainDelaySeconds": (.number(49), "50"),
        "logLevel": (.string("debug"), "error"), "logFormat": (.string("json"), "text"),
    ]

    private static let line: [(option: String, key: String, value: JSONValue)] = [
        ("--database", "database", .string("l.sqlite")), ("--host", "host", .string("127.0.0.4")),
        ("--port", "port", .number(3_333)), ("--socket", "socket", .string("l.sock")),
        ("--starter-folder", "starter", .string("l")), ("--max-features", "maxFeatures", .number(10_003)),
    ]

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .number(let number): number == number.rounded() ? "\(Int(number))" : "\(number)"
        default: value.string ?? ""
        }
    }

    @Test func `each setting is taken from the file, over that from the environment, over that from the command line`()
        async throws
    {
        try await withHamlet { hamlet in
            for folder in ["f", "e", "l"] { try hamlet.write("", to: "\(folder)/none.txt") }
            let members = Self.values.map { key, value in
                let isText = value.file.string != nil
                return "\"\(key)\": " + (isText ? "\"\(Self.text(value.file))\"" : Self.text(value.file))
            }
            let defaults = try JSONValue(try await hamlet.run("serve", "--check-config").output)
            try hamlet.write("{\(members.joined(separator: ", "))}", to: "Config/hamlet.json")
            let printed = try await hamlet.run("serve", "--check-config")
            #expect(printed.code == 0, "\(printed.errors)")
            let file = try JSONValue(printed.output)
            #expect(file.keys == Set(Self.values.keys))
            for (key, value) in Self.values {
                #expect(file[key] == value.file && file[key] != defaults[key], "\(key)")
            }
            var environment: [String: String] = [:]
            for (key, value) in Self.values {
                let name = key.replacing(/[A-Z]/) { "_\($0.output)" }.uppercased()
                environment["HAMLET_\(name)"] = value.environment
            }
            let over = try JSONValue(
                try await hamlet.run(["serve", "--check-config"], environment: environment).output
            )
            for (key, value) in Self.values { #expect(over[key].map(Self.text) == value.environment, "\(key)") }
            let options = Self.line.flatMap { [$0.option, Self.text($0.value)] }
            let all = try await hamlet.run(["serve", "--check-config"] + options, environment: environment)
            for (_, key, value) in Self.line { #expect(try JSONValue(all.output)[key] == value, "\(key)") }
        }
    }

    @Test func `there is no setting that is not tried here`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write(#"{"anything": 80}"#, to: "hamlet.json")
            let errors = try await hamlet.run("serve", "--check-config", "--config", "hamlet.json").errors
            let list = try #require(errors.firstMatch(of: /it may have ([A-Za-z, ]+)\./)).1
            #expect(Set(list.split(separator: ", ").map(String.init)) == Set(Self.values.keys))
        }
    }

    @Test(arguments: ["full", "hashed", "minimal"])
    func `the service keeps of a person what the privacy allows`(privacy: String) async throws {
        try await withHamlet { hamlet in
            let body = """
                {"content": "a fine loaf", "author": "Ann Page", "author_email": "ann@mail.example", "author_ip": "192.0.2.77"}
                """
            try await hamlet.serving(environment: ["HAMLET_PRIVACY": privacy]) { daemon in
                let id = try await daemon.request(.POST, "/v1/comments", body).json["id"]?.string ?? ""
                let kept = try await daemon.request(.GET, "/v1/comments/\(id)").json["comment"]
                #expect(kept?["content"]?.string == "a fine loaf")
                #expect(kept?["author"]?.string == (privacy == "minimal" ? nil : "Ann Page"))
                for (field, value) in [("author_email", "ann@mail.example"), ("author_ip", "192.0.2.77")] {
                    let text = kept?[field]?.string
                    switch privacy {
                    case "full": #expect(text == value)
                    case "hashed": #expect(text?.hasPrefix("hash:") == true && text?.contains(value) == false)
                    default: #expect(text == nil)
                    }
                }
            }
            let bytes = try Data(contentsOf: hamlet.folder.appending(path: "hamlet.sqlite"))
            for value in ["ann@mail.example", "192.0.2.77"] {
                #expect((bytes.range(of: Data(value.utf8)) != nil) == (privacy == "full"), "\(value)")
            }
        }
    }

    @Test func `the service throws comments and texts away when their days are over`() async throws {
        try await withHamlet { hamlet in
            _ = try await hamlet.run("mark", "spam", "--content", "to have an export")
            let export = try await hamlet.run("export").lines
            let header = export[0].replacing(/"comments":1\b/, with: "\"comments\":4")
            let now = Date()
            let time = Date.ISO8601FormatStyle(includingFractionalSeconds: true).format(now)
            let ids = [10, 5].map { days in ["u", "m"].map { Self.id(now, daysAgo: days, $0) } }
            let lines = ids.flatMap { pair in
                [
                    #"{"id": "\#(pair[0])", "content": "not marked", "verdict": "ham", "probability": 0.2, "discard": false, "revision": 0}"#,
                    #"{"id": "\#(pair[1])", "content": "marked", "label": "spam", "marked_by": "commandLine", "marked_at": "\#(time)"}"#,
                ]
            }
            try hamlet.write(([header] + lines).joined(separator: "\n") + "\n", to: "old.jsonl")
            let taken = try await hamlet.run("import", "old.jsonl", "--database", "old.sqlite")
            #expect(taken.output.contains("added 4 comments"), "\(taken.output)\(taken.errors)")
            let settings = ["HAMLET_UNLABELLED_DAYS": "7", "HAMLET_LABELLED_TEXT_DAYS": "7"]
            try await hamlet.serving(["--database", "old.sqlite"], environment: settings) { daemon in
                func content(_ id: String) async throws -> String? {
                    try await daemon.request(.GET, "/v1/comments/\(id)").json["comment"]?["content"]?.string
                }
                try await daemon.when("an old comment has gone") { try await content(ids[0][0]) == nil }
                try await daemon.when("an old text has gone") { try await content(ids[0][1]) == "" }
                let marked = try await daemon.request(.GET, "/v1/comments/\(ids[0][1])").json
                #expect(marked["label"]?.string == "spam")
                #expect(try await content(ids[1][0]) == "not marked")
                #expect(try await content(ids[1][1]) == "marked")
            }
        }
    }

    /// The id of a comment of some days ago; the last character tells those of one day apart.
    private static func id(_ now: Date, daysAgo days: Int, _ last: String) -> String {
        var milliseconds = Int(now.timeIntervalSince1970 * 1_000) - days * 86_400_000
        var digits = ""
        for _ in 0..<10 {
            digits = String(Array("0123456789abcdefghjkmnpqrstvwxyz")[milliseconds % 32]) + digits
            milliseconds /= 32
        }
        return digits + String(repeating: "0", count: 15) + (last == "u" ? "1" : "2")
    }

    @Test(arguments: [("10000", true), ("0", false)])
    func `the model of the service keeps no more features than it may`(most: String, isBounded: Bool) async throws {
        try await withHamlet { hamlet in
            let rows = (0..<600).map { number in
                let word = String((number + 4_096) * 7_919, radix: 36)
                return "\(word) \(word.reversed().map(String.init).joined()) bread\(number),\(number % 2)"
            }
            try hamlet.write((["CONTENT,CLASS"] + rows).joined(separator: "\n") + "\n", to: "set.csv")
            #expect(try await hamlet.run("retrain", "--starter-folder", "none", "set.csv").code == 0)
            let environment = ["HAMLET_MAX_FEATURES": most, "HAMLET_STARTER": "none"]
            try await hamlet.serving(environment: environment) { daemon in
                #expect(try await daemon.request(.POST, "/v1/model/retrain?force=true").status == 200)
                let model = try await daemon.request(.GET, "/v1/model").json
                let features = try #require(model["features"]?.number)
                #expect(model["max_features"]?.number == (isBounded ? 10_000 : nil))
                #expect(isBounded ? (1...10_000).contains(features) : features > 10_000, "\(features)")
            }
        }
    }
}
