import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Subprocess
import SystemPackage

/// `hamlet serve` while it runs.
struct Daemon: Sendable {
    /// Where it listens.
    let url: String
    /// The line in which it said so.
    let firstLine: String
    /// Sends it a signal.
    let send: @Sendable (Signal) throws -> Void

    /// What the service answered.
    struct Answer: Sendable {
        let status: Int
        let json: JSONValue
    }

    func request(
        _ method: HTTPMethod,
        _ path: String,
        _ body: String? = nil,
        key: String? = nil,
        headers: HTTPHeaders = [:]
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url + path)
        request.method = method
        request.headers = headers
        if let key { request.headers.add(name: "authorization", value: "Bearer \(key)") }
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .minutes(5))
        let text = String(buffer: try await response.body.collect(upTo: 1 << 24))
        return Answer(status: Int(response.status.code), json: (try? JSONValue(text)) ?? .null)
    }

    /// The bits of the probability that the service gives a text, which it does not record.
    func probability(_ content: String) async throws -> UInt64? {
        let body = #"{"content": "\#(content)", "dry_run": true}"#
        return try await request(.POST, "/v1/comments", body).json["probability"]?.number?.bitPattern
    }

    /// Returns when the model in force has learnt the log up to a revision.
    func learnt(_ revision: Double) async throws {
        try await when("revision \(revision)") {
            try await request(.GET, "/v1/model").json["revision"]?.number ?? -1 >= revision
        }
    }

    /// Returns when something has become so.
    func when(_ what: String, _ isSo: () async throws -> Bool) async throws {
        for _ in 0..<Self.tries {
            if try await isSo() { return }
            try await Task.sleep(for: Self.pause)
        }
        throw NotInTime(what: what)
    }

    fileprivate func ready() async throws {
        try await when("readiness") { try await request(.GET, "/readyz").status == 200 }
    }

    private static let tries = 15_000
    private static let pause = Duration.milliseconds(20)
}

struct NotInTime: Error {
    let what: String
}

/// The service ended, or never said where it listens.
struct NotListening: Error {
    let lines: [String]
}

extension Hamlet {
    /// Serves on a port that the system chooses while the body runs, then asks the service to end.
    ///
    /// The body waits until the service is ready where the service is probed, which it is at an address only.
    ///
    /// - Returns: What the body returned, and how the service ended.
    @discardableResult
    func serving<Value: Sendable>(
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        isProbed: Bool = true,
        _ body: (Daemon) async throws -> Value
    ) async throws -> (value: Value, status: TerminationStatus) {
        let result = try await Subprocess.run(
            .path(Self.program),
            arguments: Arguments(["serve", "--port", "0"] + arguments),
            environment: Self.environment(environment),
            workingDirectory: FilePath(folder.path),
            input: .none,
            output: .discarded,
            error: .sequence
        ) { execution in
            do {
                let line = try await Self.listening(execution.standardError)
                let url = line.firstMatch(of: /https?:\/\/[^" ]+/)?.output ?? ""
                let daemon = Daemon(
                    url: String(url),
                    firstLine: line
                ) { try execution.send(signal: $0) }
                if isProbed { try await daemon.ready() }
                let value = try await body(daemon)
                try? execution.send(signal: .terminate)
                return value
            } catch {
                try? execution.send(signal: .kill)
                throw error
            }
        }
        return (result.closureResult, result.terminationStatus)
    }

    private static func listening(_ errors: SubprocessOutputSequence) async throws -> String {
        var lines: [String] = []
        for try await line in errors.strings() {
            if line.contains("Listening") { return line }
            lines.append(line)
        }
        throw NotListening(lines: lines)
    }
}
