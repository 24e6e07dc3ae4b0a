import FeedbackStore
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// `/model/export`: all comments and labels, as a file for `hamlet import`.
struct ExportController: Sendable {
    let dashboard: Dashboard

    static let access: [String: RouteAccess] = ["GET /model/export": .pageOfEverySite(.admin)]

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self).get("model/export", use: send)
    }

    /// How many comments are read at a time; the next ones are read when these have left.
    private static let piece = 200

    @Sendable
    private func send(_ request: Request, context: ServiceContext) async throws -> Response {
        try await dashboard.filter.recorder.drain()
        let withTexts = request.uri.queryParameters["texts"] != "no"
        let reader = try await dashboard.filter.store.exportReader(withTexts: withTexts)
        let name = "hamlet-\(NumberWords.day(reader.header.exportedAt)).jsonl"
        let body = ResponseBody { writer in
            let encoder = JSONEncoder.export()
            try await writer.write(Self.line(try encoder.encode(reader.header)))
            var lastKey: Int64 = 0
            while let (comments, key) = try await reader.comments(after: lastKey, limit: Self.piece) {
                var lines = ByteBuffer()
                for comment in comments { lines.writeImmutableBuffer(Self.line(try encoder.encode(comment))) }
                try await writer.write(lines)
                lastKey = key
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/x-ndjson",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ],
            body: body
        )
    }

    private static func line(_ json: Data) -> ByteBuffer {
        var line = ByteBuffer(bytes: json)
        line.writeInteger(UInt8(ascii: "\n"))
        return line
    }
}

extension JSONEncoder {
    /// Writes exports, whose numbers may be infinite.
    fileprivate static func export() -> JSONEncoder {
        let encoder = JSONEncoder.stable()
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf",
            negativeInfinity: "-inf",
            nan: "nan"
        )
        return encoder
    }
}
