import FeedbackStore
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import SpamClassifier
import Synchronization

@testable import SpamFilterService

/// A site that is told of changed verdicts.
final class Receiver: Sendable {
    struct Request: Sendable {
        let path: String
        let headers: HTTPFields
        let body: Data

        var json: JSONValue { (try? JSONValue(String(decoding: body, as: UTF8.self))) ?? .null }

        func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
    }

    private let taken = Mutex<[Request]>([])

    var requests: [Request] { taken.withLock { $0 } }

    fileprivate func take(_ request: Request) { taken.withLock { $0.append(request) } }
}

/// Runs a test with a receiver on a port of this machine that gives an answer to every request.
func withReceiver(
    _ answer: @escaping @Sendable (_ path: String) async throws -> Response = { _ in Response(status: .noContent) },
    _ body: @Sendable (_ port: Int, _ receiver: Receiver) async throws -> Void
) async throws {
    let receiver = Receiver()
    let router = Router()
    router.post("**") { request, context in
        let body = try await request.body.collect(upTo: 1 << 20)
        let path = request.uri.path
        receiver.take(Receiver.Request(path: path, headers: request.headers, body: Data(body.readableBytesView)))
        return try await answer(path)
    }
    router.get("**") { request, _ in
        receiver.take(Receiver.Request(path: request.uri.path, headers: request.headers, body: Data()))
        return Response(status: .ok)
    }
    let application = Application(router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)))
    try await application.test(.live) { client in try await body(client.port ?? 0, receiver) }
}

extension Webhook {
    /// A webhook of the default site at a port of this machine, under a name or a number.
    static func local(_ port: Int, host: String = "127.0.0.1", allowsPrivate: Bool = true) -> Webhook {
        Webhook(
            site: nil,
            kind: .signed,
            authority: "\(host):\(port)",
            url: "http://\(host):\(port)/hook",
            allowsPrivate: allowsPrivate,
            createdAt: 0
        )
    }
}

extension FeedbackStore {
    /// Records a comment that was called ham, and marks it as spam: something to tell its site.
    func recordMistake(_ number: Int, site: String? = nil) async throws -> CommentID {
        let id = CommentID(at: Int64(number + 1))
        var comment = SampleComments.numbered(number)
        comment.site = site
        let judgement = Judgement(verdict: "ham", probability: 0.1, revision: 0)
        try await record([JudgedComment(id: id, comment: comment, judgement: judgement)])
        _ = try await mark(id, as: .spam, source: .dashboard)
        return id
    }
}
