import Crypto
import FeedbackStore
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOFoundationEssentialsCompat
import Synchronization

/// Answers a request that is sent again with the same `Idempotency-Key` as it was answered the first time.
///
/// The header follows the draft *The Idempotency-Key HTTP Header Field* of the IETF.
final class RepeatGuard: Sendable {
    private let store: FeedbackStore
    private let inProgress = Mutex<Set<Data>>([])
    private let savedCount = Mutex(0)

    /// How long an answer is kept, in milliseconds: a day.
    static let maximumAge: Int64 = 86_400_000
    /// How many answers are kept, to within ``pruneInterval``.
    static let mostAnswers = 100_000
    private static let pruneInterval = 1_000
    private static let longestKey = 255

    init(store: FeedbackStore) {
        self.store = store
    }

    /// What an answer is about.
    enum Subject: Equatable {
        /// One comment, with which the answer is forgotten.
        case comment(CommentID)
        /// Marks of many comments, of which the answer has the ids alone.
        case marks
        /// Nothing that was recorded.
        case nothing

        fileprivate var comment: CommentID? { if case .comment(let id) = self { id } else { nil } }
    }

    /// Does what a request asks for, or finds the answer that it got before.
    ///
    /// Only answers that say that something was done are kept: a comment that was judged and not recorded leaves no trace, and
    /// its reasons are words of it. If an answer cannot be kept it goes out all the same.
    ///
    /// - Parameters:
    ///   - request: The request; without the header it is done.
    ///   - body: Its body.
    ///   - context: Where it comes from: the keys of two clients never meet.
    ///   - perform: Does it; returns the answer and what it is about.
    /// - Returns: The answer.
    /// - Throws: What the work throws; ``Problem/repeatInProgress`` and ``Problem/repeatDiffers``.
    func once(
        _ request: Request,
        body: ByteBuffer,
        context: ServiceContext,
        perform: () async throws -> (answer: any Encodable, subject: Subject)
    ) async throws -> Response {
        guard let key = request.headers[.idempotencyKey] else {
            return try Self.response(to: try await perform().answer)
        }
        guard (1...Self.longestKey).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) else {
            throw Problem.invalidValue(
                field: "Idempotency-Key",
                detail: "The header \"Idempotency-Key\" has 1 to \(Self.longestKey) visible ASCII characters."
            )
        }
        let route = "\(request.method) \(request.uri.path)"
        let name = Self.digest(["\(context.access.keyID ?? 0)", route, key], ByteBuffer())
        let fingerprint = Self.digest([request.uri.query ?? ""], body)
        guard inProgress.withLock({ $0.insert(name).inserted }) else { throw Problem.repeatInProgress }
        defer { _ = inProgress.withLock { $0.remove(name) } }
        if let answer = await saved(name, context.logger) {
            guard answer.request == fingerprint else { throw Problem.repeatDiffers }
            var response = Self.response(answer.body)
            response.headers[.idempotentReplayed] = "true"
            return response
        }
        let (answer, subject) = try await perform()
        let bytes = try JSONEncoder.stable().encode(answer)
        if subject != .nothing {
            await keep(
                SavedAnswer(request: fingerprint, status: 200, body: bytes, commentID: subject.comment),
                name,
                context.logger
            )
        }
        return Self.response(bytes)
    }

    /// The answer that was kept; none also when the database cannot be read, because verdicts do not wait for it.
    private func saved(_ name: Data, _ logger: Logger) async -> SavedAnswer? {
        do {
            return try await store.savedAnswer(name, maximumAge: Self.maximumAge)
        } catch {
            logger.warning("Kept answers could not be read.", metadata: ["error": "\(error)"])
            return nil
        }
    }

    private func keep(_ answer: SavedAnswer, _ name: Data, _ logger: Logger) async {
        do {
            try await store.save(answer, as: name, maximumAge: Self.maximumAge)
            let count = savedCount.withLock { saved in
                saved += 1
                return saved
            }
            if count.isMultiple(of: Self.pruneInterval) { try await store.keepAnswers(Self.mostAnswers) }
        } catch {
            logger.warning("An answer could not be kept for a repeated request.", metadata: ["error": "\(error)"])
        }
    }

    private static func digest(_ parts: [String], _ body: ByteBuffer) -> Data {
        var hash = SHA256()
        for part in parts {
            hash.update(data: Data("\(part.utf8.count) ".utf8))
            hash.update(data: Data(part.utf8))
        }
        hash.update(data: Data(buffer: body))
        return Data(hash.finalize())
    }

    private static func response(to answer: any Encodable) throws -> Response {
        if let plain = (answer as? VerdictBody)?.plainJSON { return response(plain) }
        return response(try JSONEncoder.stable().encode(answer))
    }

    private static func response(_ body: Data) -> Response { response(ByteBuffer(data: body)) }

    private static func response(_ body: ByteBuffer) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: body)
        )
    }
}

extension HTTPField.Name {
    /// `Idempotency-Key`.
    static let idempotencyKey = named("Idempotency-Key")
    /// `Idempotent-Replayed`.
    static let idempotentReplayed = named("Idempotent-Replayed")

    /// A header name that is known to be one.
    static func named(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("a valid header name") }
        return name
    }
}
