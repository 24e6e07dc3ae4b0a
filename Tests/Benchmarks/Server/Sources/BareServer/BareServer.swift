import Foundation
import Hummingbird
import Logging

/// A server that decodes a comment and answers JSON of a verdict's shape and size, and does nothing else.
@main
struct BareServer {
    static func main() async throws {
        let router = Router()
        router.post("v1/comments") { request, context -> VerdictBody in
            let comment = try await request.decode(as: CommentBody.self, context: context)
            return VerdictBody(
                id: "01m87h351qmx73k7pw6njxsydb",
                verdict: comment.content.isEmpty ? "ham" : "unsure",
                probability: 0.9416353905338252,
                discard: comment.isDryRun ?? false,
                confidence: "high",
                revision: 0
            )
        }
        var logger = Logger(label: "bare")
        logger.logLevel = .notice
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0), serverName: "bare"),
            onServerRunning: { channel in
                let line = "http://127.0.0.1:\(channel.localAddress?.port ?? 0)\n"
                FileHandle.standardError.write(Data(line.utf8))
            },
            logger: logger
        )
        try await application.runService()
    }
}

/// The fields of `POST /v1/comments`.
struct CommentBody: Decodable {
    let content: String
    let author: String?
    let authorEmail: String?
    let authorURL: String?
    let authorIP: String?
    let userAgent: String?
    let referrer: String?
    let permalink: String?
    let type: String?
    let date: String?
    let language: String?
    let site: String?
    let context: String?
    let honeypot: String?
    let secondsToSubmit: Double?
    let role: String?
    let signals: String?
    let isDryRun: Bool?

    private enum CodingKeys: String, CodingKey {
        case content, author, referrer, permalink, type, date, language, site, context, honeypot, role, signals
        case authorEmail = "author_email"
        case authorURL = "author_url"
        case authorIP = "author_ip"
        case userAgent = "user_agent"
        case secondsToSubmit = "seconds_to_submit"
        case isDryRun = "dry_run"
    }
}

/// The answer, with the keys of a verdict.
struct VerdictBody: ResponseEncodable {
    let id: String
    let verdict: String
    let probability: Double
    let discard: Bool
    let confidence: String
    let revision: Int64
}
