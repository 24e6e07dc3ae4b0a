import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOFoundationEssentialsCompat
import NIOHTTP1

/// Turns every error into a problem document (RFC 9457), and tells the log what the client must not see.
struct ProblemMiddleware: RouterMiddleware {
    typealias Context = ServiceContext

    func handle(
        _ request: Request,
        context: ServiceContext,
        next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPParserError {
            // What follows on the connection cannot be told apart any more: Hummingbird answers 400 and closes it.
            throw error
        } catch {
            let problem = Problem(error)
            if problem == .unexpected {
                context.logger.error(
                    "A request failed.",
                    metadata: ["error": "\(error)", "path": "\(request.uri.path)"]
                )
            }
            let response = try problem.response()
            return request.method == .head ? response.createHeadResponse() : response
        }
    }
}

extension Problem {
    /// The answer to a request that had this problem.
    func response() throws -> Response {
        let document = document
        var headers: HTTPFields = [.contentType: "application/problem+json"]
        if let seconds = document.retryAfter { headers[.retryAfter] = "\(seconds)" }
        if let allow = document.allow { headers[.allow] = allow }
        if let challenge = document.challenge { headers[.wwwAuthenticate] = challenge }
        return Response(
            status: .init(code: document.status),
            headers: headers,
            body: .init(byteBuffer: ByteBuffer(data: try JSONEncoder.stable().encode(document)))
        )
    }
}
