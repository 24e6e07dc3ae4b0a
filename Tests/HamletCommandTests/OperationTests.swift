import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Subprocess
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(5)))
struct OperationTests {
    @Test func `the audit log tells of marks and keys, and never of a text`() async throws {
        try await withHamlet { hamlet in
            _ = try await hamlet.run("mark", "spam", "--content", "a secret text")
            _ = try await hamlet.run("keys", "create", "--role", "admin", "--name", "desk")
            let outcome = try await hamlet.run("audit")
            #expect(outcome.lines.count == 2)
            #expect(outcome.lines.first?.contains("commandLine  key created: key 1, bearer, admin, “desk”") == true)
            #expect(outcome.lines.last?.contains("commandLine  mark: ") == true)
            #expect(!outcome.output.contains("secret"))
            let rows = try await hamlet.run("audit", "--json", "--limit", "1").lines.map { try JSONValue($0) }
            #expect(rows.map { $0["action"]?.string } == ["key created"])
        }
    }

    @Test func `logs are JSON on request, a line each, and hold neither text nor key`() async throws {
        try await withHamlet { hamlet in
            let environment = ["HAMLET_LOG_FORMAT": "json", "HAMLET_LOG_LEVEL": "info"]
            try await hamlet.serving(environment: environment) { daemon in
                let line = try JSONValue(daemon.firstLine)
                #expect(line["level"]?.string == "notice")
                #expect(line["message"]?.string?.hasPrefix("Listening") == true)
                #expect(line["time"]?.string?.hasSuffix("Z") == true)
                #expect(try await daemon.request(.POST, "/v1/comments", #"{"content": "a"}"#).status == 200)
            }
        }
    }

    @Test func `a new budget comes into force at SIGHUP, and a wrong one leaves the old`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write(#"{"maxHamMisclassification": 0.01}"#, to: "Config/hamlet.json")
            try await hamlet.serving { daemon in
                func budget() async throws -> JSONValue? {
                    try await daemon.request(.GET, "/v1/model").json["budget"]?["max_ham_misclassification"]
                }
                #expect(try await budget() == .number(0.01))
                try hamlet.write(#"{"maxHamMisclassification": 0.02}"#, to: "Config/hamlet.json")
                try daemon.send(.terminalClosed)
                for _ in 0..<500 {
                    if try await budget() == .number(0.02) { break }
                    try await Task.sleep(for: .milliseconds(20))
                }
                #expect(try await budget() == .number(0.02))
                try hamlet.write(#"{"maxHamMisclassification": 2}"#, to: "Config/hamlet.json")
                try daemon.send(.terminalClosed)
                #expect(try await daemon.request(.GET, "/readyz").status == 200)
                #expect(try await budget() == .number(0.02))
            }
        }
    }

    @Test func `at the end it says so at readyz before it stops listening`() async throws {
        try await withHamlet { hamlet in
            try hamlet.write(#"{"drainDelaySeconds": 8}"#, to: "Config/hamlet.json")
            let served = try await hamlet.serving { daemon in
                try daemon.send(.terminate)
                var statuses: [Int] = []
                for _ in 0..<500 where statuses.last != 503 {
                    statuses.append(try await daemon.request(.GET, "/readyz").status)
                }
                #expect(statuses.last == 503)
                #expect(try await daemon.request(.POST, "/v1/comments", #"{"content": "a"}"#).status == 200)
            }
            #expect(served.status == .exited(0))
            #expect(try JSONValue(try await hamlet.run("stats", "--json").output)["comments"] == .number(1))
        }
    }

    @Test func `it listens on a socket in the file system, and over TLS`() async throws {
        try await withHamlet { hamlet in
            let arguments = [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "2",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
            ]
            let made = try await Subprocess.run(
                .name("openssl"),
                arguments: Arguments(arguments),
                workingDirectory: FilePath(hamlet.folder.path),
                output: .discarded,
                error: .string(limit: 1 << 16)
            )
            try #require(made.terminationStatus.isSuccess, "\(made.standardError)")
            try hamlet.write(#"{"tlsCertificate": "cert.pem", "tlsPrivateKey": "key.pem"}"#, to: "Config/hamlet.json")
            let curl = ["-sS", "--fail", "--unix-socket", "s", "--cacert", "cert.pem", "https://localhost/livez"]
            try await hamlet.serving(["--socket", "s"], isProbed: false) { daemon in
                let answer = try await Subprocess.run(
                    .name("curl"),
                    arguments: Arguments(curl),
                    workingDirectory: FilePath(hamlet.folder.path),
                    output: .string(limit: 1 << 16),
                    error: .string(limit: 1 << 16)
                )
                #expect(answer.standardOutput == #"{"status":"alive"}"#, "\(answer.standardError)")
                try daemon.send(.terminalClosed)
            }
        }
    }
}
