import Foundation
import Testing

/// A service that should be refused and is not may serve for ever.
@Suite(.timeLimit(.minutes(5)))
struct ConfigurationTests {
    /// The database that a command looked for and did not find.
    private func database(_ outcome: Hamlet.Outcome) -> String? {
        let words = outcome.errors.split(separator: " ")
        return words.first { $0.hasSuffix(".sqlite;") }.map { String($0.dropLast()) }
    }

    @Test func `the command line goes over the environment over the file over the default`() async throws {
        try await withHamlet { hamlet in
            #expect(database(try await hamlet.run("stats")) == "hamlet.sqlite")
            try hamlet.write(#"{"database": "file.sqlite"}"#, to: "Config/hamlet.json")
            #expect(database(try await hamlet.run("stats")) == "file.sqlite")
            try hamlet.write(#"{"database": "other.sqlite"}"#, to: "other.json")
            #expect(database(try await hamlet.run("stats", "--config", "other.json")) == "other.sqlite")
            let environment = ["HAMLET_DATABASE": "environment.sqlite"]
            #expect(database(try await hamlet.run("stats", environment: environment)) == "environment.sqlite")
            let all = try await hamlet.run("stats", "--database", "line.sqlite", environment: environment)
            #expect(database(all) == "line.sqlite")
        }
    }

    @Test(arguments: [
        ("{\"port\": ", "cannot be read as a JSON object"), ("[]", "cannot be read as a JSON object"),
        (#"{"port": "many"}"#, "“port” must be a whole number"), (#"{"port": 70000}"#, "between 0 and 65535"),
        (#"{"database": ""}"#, "The path of the database is empty"), (#"{"host": 3}"#, "“host” must be a text"),
        (#"{"maxHamMisclassification": 2}"#, "a share above 0"),
        (#"{"prot": 80}"#, "unknown key “prot”; did you mean “port”?"),
        (#"{"anything": 80}"#, "unknown key “anything”; it may have akismetRecheckAfter"),
        (#"{"maxFeatures": 9999}"#, "“maxFeatures” must be at least 10000, or 0 for no bound; it is 9999"),
        (#"{"idleSeconds": 0}"#, "“idleSeconds” must lie between 1 and 86400"),
        (#"{"logFormat": "xml"}"#, "“logFormat” must be one of json, text"),
        (#"{"tlsCertificate": "a.pem"}"#, "are needed together"),
        (#"{"tlsCertificate": "a.pem", "tlsPrivateKey": "b.pem"}"#, "must be there in PEM"),
        (#"{"starter": "nowhere"}"#, "no folder nowhere"),
    ])
    func `a configuration file that makes no sense is a failure that says why`(
        text: String,
        reason: String
    ) async throws {
        try await withHamlet { hamlet in
            try hamlet.write(text, to: "hamlet.json")
            let outcome = try await hamlet.run("serve", "--config", "hamlet.json")
            #expect(outcome.code == 78)
            #expect(outcome.errors.contains(reason), "\(outcome.errors)")
            #expect(outcome.errors.split(separator: "\n").count == 1)
            #expect(!hamlet.has("hamlet.sqlite"))
        }
    }

    @Test func `the settings in force are printed on request, and are those of the file that comes with the program`()
        async throws
    {
        try await withHamlet { hamlet in
            let printed = try await hamlet.run("serve", "--check-config")
            #expect(printed.code == 0, "\(printed.errors)")
            let file = URL(fileURLWithPath: #filePath).appending(path: "../../../Config/hamlet.json").standardized
            let shipped = try JSONValue(try String(contentsOf: file, encoding: .utf8))
            let defaults = try JSONValue(printed.output)
            #expect(shipped.keys.allSatisfy { shipped[$0] == defaults[$0] }, "\(printed.output)")
            #expect(defaults.keys == shipped.keys.union(["starter"]))
            let environment = ["HAMLET_PORT": "9", "HAMLET_LOG_FORMAT": "json"]
            let changed = try await hamlet.run(
                ["serve", "--check-config", "--host", "::1"],
                environment: environment
            )
            let values = try JSONValue(changed.output)
            #expect(values["port"] == .number(9))
            #expect(values["host"]?.string == "::1")
            #expect(values["logFormat"]?.string == "json")
            #expect(!hamlet.has("hamlet.sqlite"))
        }
    }

    @Test func `a configuration file that was asked for and is not there is a failure`() async throws {
        try await withHamlet { hamlet in
            let outcome = try await hamlet.run("stats", "--config", "nowhere.json")
            #expect(outcome.code == 78)
            #expect(outcome.errors == "hamlet: The configuration file nowhere.json is missing.\n")
        }
    }

    @Test(arguments: [("HAMLET_PORT", "many"), ("HAMLET_PORT", "-1"), ("HAMLET_MAX_HAM_MISCLASSIFICATION", "few")])
    func `an environment that makes no sense is a failure`(name: String, value: String) async throws {
        try await withHamlet { hamlet in
            let outcome = try await hamlet.run("serve", environment: [name: value])
            #expect(outcome.code == 78, "\(outcome.errors)")
        }
    }

    @Test(arguments: [
        ("HAMLET_PROT", "is no setting; did you mean HAMLET_PORT?"),
        ("HAMLET_DRAIN_SECOND", "did you mean HAMLET_DRAIN_SECONDS?"),
        ("HAMLET_TLSPRIVATEKEY", "did you mean HAMLET_TLS_PRIVATE_KEY?"),
        ("HAMLET_X", "HAMLET_X, which is no setting; every HAMLET_… must be one."),
    ])
    func `a variable that is no setting is a failure that names the nearest`(name: String, reason: String) async throws
    {
        try await withHamlet { hamlet in
            let outcome = try await hamlet.run(["serve", "--check-config"], environment: [name: "1"])
            #expect(outcome.code == 78)
            #expect(outcome.errors.contains(reason), "\(outcome.errors)")
            #expect(outcome.errors.split(separator: "\n").count == 1)
        }
    }

    @Test func `every setting may come from the environment, and the variables of other programs are left alone`()
        async throws
    {
        try await withHamlet { hamlet in
            let printed = try await hamlet.run("serve", "--check-config")
            let defaults = try JSONValue(printed.output)
            var environment = ["CI": "true", "HAMLET": "x", "PORT": "1", "HAMLETS_PORT": "1"]
            for key in defaults.keys {
                let name = "HAMLET_" + key.replacing(/[A-Z]/) { "_\($0.output)" }.uppercased()
                switch defaults[key] {
                case .string(let text)?: environment[name] = text
                case .number(let number)?: environment[name] = number < 1 && number > 0 ? "\(number)" : "\(Int(number))"
                default: break
                }
            }
            let again = try await hamlet.run(["serve", "--check-config"], environment: environment)
            #expect(again.code == 0, "\(again.errors)")
            #expect(again.output == printed.output)
            #expect(environment.count > 20)
        }
    }

    @Test(arguments: ["0.0.0.0", "::", "192.0.2.1", "example.org", "127.example.org", ""])
    func `an address that others can reach is refused while there is no key`(host: String) async throws {
        try await withHamlet { hamlet in
            let outcome = try await hamlet.run("serve", "--port", "0", "--host", host)
            #expect(outcome.code == 78, "\(outcome.errors)")
            #expect(outcome.errors.contains("is not a loopback address"))
            #expect(!hamlet.has("hamlet.sqlite"))
        }
    }
}
