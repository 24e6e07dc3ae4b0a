import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import SpamFilterService

/// Requests as clients put them on the wire, and the whole answers.
@Suite(.timeLimit(.minutes(5)))
struct RecordedRequestTests {
    /// A folder of requests, and what it stands beside.
    private static func folder(_ path: String) -> URL {
        var root = URL(filePath: #filePath)
        while root.lastPathComponent != "Tests", root.pathComponents.count > 1 { root.deleteLastPathComponent() }
        return root.deletingLastPathComponent().appending(path: path)
    }

    private static let own = folder("Tests/Clients/Requests")
    private static let recorded = folder("../shared/reference/akismet-requests")

    private static func requests(in folder: URL) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "http" }.sorted { $0.path < $1.path }
    }

    @Test func `every request of the shapes that clients send has the whole answer`() async throws {
        try await expectAnswers(to: try Self.requests(in: Self.own), atLeast: 12)
    }

    @Test(.enabled("the recorded requests are not here", { FileManager.default.fileExists(atPath: recorded.path) }))
    func `every request that was recorded from a real client has the whole answer`() async throws {
        try await expectAnswers(to: try Self.requests(in: Self.recorded), atLeast: 17)
    }

    private func expectAnswers(to requests: [URL], atLeast count: Int) async throws {
        #expect(requests.count >= count)
        try await withService(.socket) { client, filter in
            try await filter.learner.catchUp()
            let port = try #require(client.base.port)
            for request in requests {
                let bytes = [UInt8](try Data(contentsOf: request))
                let isOld = String(decoding: bytes.prefix(200), as: UTF8.self).contains(" HTTP/1.0\r\n")
                let answer = try await RawExchange.send(bytes, port: port, untilClosed: isOld)
                expect(answer, to: request.deletingPathExtension().lastPathComponent)
                #expect(answer.isClosed == isOld, "\(request.lastPathComponent)")
            }
        }
    }

    private func expect(_ answer: RawExchange.Answer, to name: String) {
        #expect(answer.statusLine == "HTTP/1.1 200 OK", "\(name)")
        let headers = answer.headers.map(Self.masked).sorted()
        switch name {
        case _ where name.contains("verify-key"): expect(answer, "valid", headers, name)
        case _ where name.contains("without-key"): expect(answer, "invalid", headers, name)
        case _ where name.contains("submit"): expect(answer, "Thanks for making the web a better place.", headers, name)
        case _ where name.contains("usage-limit"):
            #expect(
                answer.body.wholeMatch(of: /\{"limit":"none","percentage":"0","throttled":false,"usage":\d+\}/) != nil
            )
            #expect(headers == Self.headers(length: answer.body.utf8.count, type: "application/json"), "\(name)")
        default:
            let verdict = answer.header("X-hamlet-verdict")
            var more = ["X-akismet-guid: <guid>", "X-hamlet-evidence: <…>", "X-hamlet-probability: <…>"]
            more.append("X-hamlet-verdict: \(verdict ?? "none")")
            if verdict == "unsure" { more.append("X-akismet-recheck-after: 120") }
            if answer.header("X-akismet-pro-tip") != nil { more.append("X-akismet-pro-tip: discard") }
            let body = verdict == "spam" ? "true" : "false"
            #expect(answer.body == body, "\(name)")
            #expect(headers == (Self.headers(length: body.utf8.count) + more).sorted(), "\(name)")
        }
    }

    private func expect(_ answer: RawExchange.Answer, _ body: String, _ headers: [String], _ name: String) {
        #expect(answer.body == body, "\(name)")
        #expect(headers == Self.headers(length: body.utf8.count), "\(name)")
    }

    /// The headers that every answer has.
    private static func headers(length: Int, type: String = "text/plain; charset=utf-8") -> [String] {
        ["Content-Length: \(length)", "Content-Type: \(type)", "Date: <…>", "Server: hamlet", "X-Request-Id: <…>"]
    }

    /// A header without what differs from one answer to the next.
    private static func masked(_ line: String) -> String {
        for name in ["Date", "X-Request-Id", "X-hamlet-evidence", "X-hamlet-probability"]
        where line.hasPrefix(name + ": ") {
            return name + ": <…>"
        }
        return line.replacing(/^X-akismet-guid: [0-9a-f]{32}$/, with: "X-akismet-guid: <guid>")
    }
}
