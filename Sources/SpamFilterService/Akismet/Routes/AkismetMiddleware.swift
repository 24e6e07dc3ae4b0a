import HTTPTypes
import Hummingbird
import Logging

/// Gives `comment-check` an answer on which the client holds the comment, whatever went wrong.
///
/// The WordPress plugin publishes every comment for which the answer has another status than 200 or no guid, also while the
/// service refuses requests because it has too many.
struct AkismetMiddleware: RouterMiddleware {
    typealias Context = ServiceContext

    private static let path = "\(AkismetController.path)/comment-check"

    func handle(
        _ request: Request,
        context: ServiceContext,
        next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        guard context.endpointPath == Self.path, request.method == .get || request.method == .post else {
            return try await next(request, context)
        }
        do {
            return try await next(request, context)
        } catch {
            context.logger.warning("A comment could not be judged.", metadata: ["error": "\(error)"])
            return AkismetAnswer.notJudged(because: Problem(error).document.title).with(guid: nil).response
        }
    }
}
