import AsyncHTTPClient
import FeedbackStore
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import NIOHTTP1
import SpamClassifier

@testable import SpamFilterService

/// How much of the daemon a test runs.
enum Running: CaseIterable, Sendable {
    /// The routes alone, with a model in force: what the recorder is given stays in its queue.
    case routes
    /// The routes and the services behind them.
    case services
    /// All of it, on a socket.
    case socket
}

/// Runs a test against the service with a database of its own.
func withService<Value: Sendable>(
    _ running: Running = .routes,
    isStarted: Bool = true,
    privacy: Privacy = .full,
    _ body: @Sendable (Client, SpamFilter) async throws -> Value
) async throws -> Value {
    try await withFilter(privacy: privacy) { filter in
        if isStarted { try await filter.learner.start() }
        switch running {
        case .routes:
            let application = Application(router: SpamFilterApplication.router(filter), logger: .silent)
            return try await application.test(.router) { try await body(Client(base: $0), filter) }
        case .services, .socket:
            let application = try SpamFilterApplication.build(
                filter,
                configuration: ServiceConfiguration(address: .host("127.0.0.1", port: 0)),
                logger: .silent
            )
            return try await application.test(running.setup) { try await body(Client(base: $0), filter) }
        }
    }
}

extension Running {
    fileprivate var setup: TestingSetup {
        switch self {
        case .routes, .services: .router
        case .socket: .live
        }
    }
}

/// Runs a test with a filter around a database of its own; nothing has been learnt yet.
func withFilter<Value>(
    maxFeatures: Int? = nil,
    privacy: Privacy = .full,
    _ body: (SpamFilter) async throws -> Value
) async throws -> Value {
    try await withTemporaryFolder { folder in
        let store = try FeedbackStore.open(at: databasePath(in: folder), privacy: privacy)
        let starter = SampleComments.starter
        return try await body(
            SpamFilter(store: store, starter: starter, maxFeatures: maxFeatures, logger: .silent)
        )
    }
}

extension Logger {
    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

/// What the service answered.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    var json: JSONValue { (try? JSONValue(text)) ?? .null }
}

/// Sends requests as a client of the service does.
struct Client: Sendable {
    let base: any TestClientProtocol

    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ body: String? = nil,
        headers: HTTPFields = [:]
    ) async throws -> Answer {
        try await send(method, path, bytes: body.map { Array($0.utf8) }, headers: headers)
    }

    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        bytes: [UInt8]?,
        headers: HTTPFields = [:]
    ) async throws -> Answer {
        let body = bytes.map { ByteBuffer(bytes: $0) }
        if let port = base.port { return try await send(method, "http://127.0.0.1:\(port)\(path)", body, headers) }
        return try await base.execute(uri: path, method: method, headers: headers, body: body) { response in
            Answer(
                status: response.status.code,
                headers: response.headers,
                text: String(buffer: response.body)
            )
        }
    }

    /// Sends a request over a socket, and waits as long as a busy machine may take.
    ///
    /// Hummingbird's own clients wait for 15 seconds, in which a refit beside a thousand other tests may not be done.
    private func send(
        _ method: HTTPRequest.Method,
        _ url: String,
        _ body: ByteBuffer?,
        _ headers: HTTPFields
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = HTTPMethod(rawValue: method.rawValue)
        for field in headers { request.headers.add(name: field.name.rawName, value: field.value) }
        request.body = body.map { .bytes($0) }
        let response = try await HTTPClient.shared.execute(request, timeout: .minutes(5))
        let text = String(buffer: try await response.body.collect(upTo: 1 << 24))
        var fields = HTTPFields()
        for (name, value) in response.headers {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        return Answer(status: Int(response.status.code), headers: fields, text: text)
    }

    /// Has a text judged and recorded; returns the id.
    func record(_ content: String) async throws -> String {
        let answer = try await send(.post, "/v1/comments", #"{"content": "\#(content)"}"#)
        return answer.json["id"]?.string ?? "no id in \(answer.text)"
    }

    /// The bits of the probability that the service gives a text, which it does not record.
    func probability(_ content: String) async throws -> UInt64? {
        let body = #"{"content": "\#(content)", "dry_run": true}"#
        return try await send(.post, "/v1/comments", body).json["probability"]?.number?.bitPattern
    }
}
