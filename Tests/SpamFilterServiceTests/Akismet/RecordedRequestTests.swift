import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTesting
import SpamClassifier
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

    /// What the model says of every comment, whatever it is.
    enum Ruling: CaseIterable {
        case ham, unsure, spam, blatant

        var thresholds: Thresholds {
            switch self {
            case .ham: Thresholds(unsure: 2, spam: 2, discard: 2)
            case .unsure: Thresholds(unsure: 0, spam: 2, discard: 2)
            case .spam: Thresholds(unsure: 0, spam: 0, discard: 2)
            case .blatant: Thresholds(unsure: 0, spam: 0, discard: 0)
            }
        }
    }

    @Test(arguments: Ruling.allCases)
    func `every request of the shapes that clients send has the whole answer`(ruling: Ruling) async throws {
        try await expectAnswers(to: try Self.requests(in: Self.own), atLeast: 13, ruling)
    }

    @Test(
        .enabled("the recorded requests are not here", { FileManager.default.fileExists(atPath: recorded.path) }),
        arguments: Ruling.allCases
    )
    func `every request that was recorded from a real client has the whole answer`(ruling: Ruling) async throws {
        try await expectAnswers(to: try Self.requests(in: Self.recorded), atLeast: 17, ruling)
    }

    private func expectAnswers(to requests: [URL], atLeast count: Int, _ ruling: Ruling) async throws {
        #expect(requests.count >= count)
        try await withFilter { filter in
            try await filter.learner.start()
            // Without the service that follows the log: it would put its own model in force at any time.
            let application = Application(
                router: SpamFilterApplication.router(filter),
                server: .http1ForOldClients(configuration: HTTP1Channel.Configuration()),
                configuration: ApplicationConfiguration(
                    address: .hostname("127.0.0.1", port: 0),
                    serverName: "hamlet"
                ),
                logger: .silent
            )
            try await application.test(.live) { client in
                let port = try #require(client.port)
                for request in requests {
                    var model = try filter.model()
                    model.thresholds = ruling.thresholds
                    filter.current.publish(model)
                    let bytes = [UInt8](try Data(contentsOf: request))
                    let text = String(decoding: bytes, as: UTF8.self)
                    let isOld = text.prefix(200).contains(" HTTP/1.0\r\n")
                    let answer = try await RawExchange.send(bytes, port: port, untilClosed: isOld)
                    let name = request.deletingPathExtension().lastPathComponent
                    expect(answer, to: name, ruling, isRepeated: text.contains("recheck_reason="))
                    #expect(answer.isClosed == isOld, "\(request.lastPathComponent)")
                }
            }
        }
    }

    private func expect(_ answer: RawExchange.Answer, to name: String, _ ruling: Ruling, isRepeated: Bool) {
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
            let verdict = ruling == .blatant ? "spam" : "\(ruling)"
            var more = ["X-akismet-guid: <guid>", "X-hamlet-evidence: <…>", "X-hamlet-probability: <…>"]
            more.append("X-hamlet-verdict: \(verdict)")
            if ruling == .unsure, !isRepeated { more.append("X-akismet-recheck-after: 120") }
            if ruling == .blatant { more.append("X-akismet-pro-tip: discard") }
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
