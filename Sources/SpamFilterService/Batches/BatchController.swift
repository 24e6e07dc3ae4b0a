import FeedbackStore
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOFoundationEssentialsCompat
import SpamClassifier

/// `/v1/comments/batch`: judges line by line as the lines arrive, and answers in their order.
///
/// The next line is read when the answers before it have left: a client that does not read is not read from.
struct BatchController: Sendable {
    let filter: SpamFilter
    private let turns = JudgingTurns(count: System.coreCount)

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self).post(use: judge)
    }

    /// How many bytes of answers are collected while more lines are there already.
    private static let flushSize = 1 << 16
    /// How many bytes of lines are judged before others have their turn: about a millisecond's worth.
    private static let bytesInARow = 4_096
    /// How often a comment is offered to a full queue, and how long the batch rests in between.
    private static let offers = 100
    private static let rest = Duration.milliseconds(10)

    private struct ProblemLine: Encodable, Sendable {
        let line: Int
        let problem: ProblemDocument
    }

    @Sendable
    private func judge(_ request: Request, context: ServiceContext) async throws -> Response {
        let query = try QueryReader(request, known: ["explain"])
        let isExplained = try query.choice("explain", ["true": true, "1": true, "": true, "false": false, "0": false])
        _ = try filter.model()
        let access = context.access
        let body = ResponseBody { writer in
            var lines = LineReader(request.body, limit: RequestLimits.line)
            var answers = ByteBuffer()
            var number = 0
            var judgedBytes = 0
            while let line = try await lines.next() {
                number += 1
                if line == .line(ByteBuffer()) { continue }
                judgedBytes += line.readableBytes
                answers.writeImmutableBuffer(
                    try await answer(to: line, number, isExplained: isExplained ?? false, access)
                )
                answers.writeInteger(UInt8(ascii: "\n"))
                if lines.mayWait || answers.readableBytes >= Self.flushSize {
                    try await writer.write(answers)
                    answers.clear()
                }
                // Lines may come, and answers leave, as fast as lines are judged: without a pause nobody else had a turn.
                // Reasons take many times as long as a verdict.
                if isExplained == true || judgedBytes >= Self.bytesInARow {
                    judgedBytes = 0
                    await Task.yield()
                }
            }
            if answers.readableBytes > 0 { try await writer.write(answers) }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: "application/x-ndjson"], body: body)
    }

    private func answer(
        to line: BodyLine,
        _ number: Int,
        isExplained: Bool,
        _ access: Access
    ) async throws -> ByteBuffer {
        do {
            var (judged, body) = try await turns.take { try judge(line, isExplained: isExplained, access) }
            if let judged { body.id = try await record(judged.comment, judged.verdict)?.description }
            body.line = number
            return try body.plainJSON ?? ByteBuffer(data: JSONEncoder.stable().encode(body))
        } catch let error as CancellationError {
            throw error
        } catch {
            let problem = ProblemLine(line: number, problem: Problem(error).document)
            return ByteBuffer(data: try JSONEncoder.stable().encode(problem))
        }
    }

    /// The answer to a line, and what is to be recorded of it.
    private func judge(_ line: BodyLine, isExplained: Bool, _ access: Access) throws -> (
        judged: (comment: Comment, verdict: Verdict)?, body: VerdictBody
    ) {
        guard case .line(let bytes) = line else { throw Problem.bodyTooLarge(limit: RequestLimits.line) }
        let submission = try bytes.decoded(as: SubmissionBody.self)
        let comment = try access.submitted(try submission.comment.comment())
        let (verdict, body) = VerdictBody.judging(comment, with: try filter.model(), isExplained: isExplained)
        filter.judged(verdict, on: comment)
        return (submission.isDryRun ? nil : (comment, verdict), body)
    }

    /// Records like a single verdict, but waits a moment for room in the queue: a batch is in no hurry.
    private func record(_ comment: Comment, _ verdict: Verdict) async throws -> CommentID? {
        for _ in 1..<Self.offers where !filter.recorder.hasRoom { try await Task.sleep(for: Self.rest) }
        return filter.record(comment, verdict)
    }
}
