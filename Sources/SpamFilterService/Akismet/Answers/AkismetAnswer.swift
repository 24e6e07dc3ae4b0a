import FeedbackStore
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOFoundationEssentialsCompat

/// An answer of the Akismet protocol: status 200 and a body that clients compare byte for byte.
struct AkismetAnswer: Sendable {
    private let body: ByteBuffer
    private(set) var headers: HTTPFields

    /// A text, exactly as given.
    init(_ text: String, type: String = "text/plain; charset=utf-8") {
        body = ByteBuffer(string: text)
        headers = [.contentType: type]
    }

    /// A JSON document.
    init(json: some Encodable) throws {
        body = ByteBuffer(data: try JSONEncoder.stable().encode(json))
        headers = [.contentType: "application/json"]
    }

    /// The same answer with a header; characters that no header may have are left out.
    func with(_ name: HTTPField.Name, _ value: String) -> AkismetAnswer {
        var answer = self
        answer.headers[name] = String(
            value.unicodeScalars.filter { (0x20..<0x7F).contains($0.value) }.map(Character.init)
        )
        return answer
    }

    /// The same answer with the guid of a comment; one that is not on record gets a new guid.
    func with(guid id: CommentID?) -> AkismetAnswer {
        let id = id ?? CommentID(at: Int64(Date().timeIntervalSince1970 * 1000))
        return with(.akismetGuid, id.hexadecimal)
    }

    var response: Response { Response(status: .ok, headers: headers, body: .init(byteBuffer: body)) }
}

extension AkismetAnswer {
    /// The key is good.
    static let valid = AkismetAnswer("valid")
    /// The key is unknown, or the request is of no use.
    static let invalid = AkismetAnswer("invalid")
    /// A report was taken.
    static let thanks = AkismetAnswer("Thanks for making the web a better place.")
    /// The comment is spam, or it is not.
    static func spam(_ isSpam: Bool) -> AkismetAnswer { AkismetAnswer(isSpam ? "true" : "false") }
    /// A field that must be there is missing or empty.
    static func missing(_ field: String) -> AkismetAnswer {
        AkismetAnswer("Missing required field: \(field)").with(.akismetDebugHelp, "Empty \"\(field)\" value")
    }

    /// The comment could not be judged: WordPress holds it for a person, and every other client lets it pass.
    static func notJudged(because reason: String) -> AkismetAnswer { spam(false).with(.akismetError, reason) }
}

extension HTTPField.Name {
    static let akismetGuid = named("X-akismet-guid")
    static let akismetProTip = named("X-akismet-pro-tip")
    static let akismetRecheckAfter = named("X-akismet-recheck-after")
    static let akismetError = named("X-akismet-error")
    /// Only for what could not be understood: two clients throw whenever they see it.
    static let akismetDebugHelp = named("X-akismet-debug-help")
    static let hamletVerdict = named("X-hamlet-verdict")
    static let hamletProbability = named("X-hamlet-probability")
    static let hamletEvidence = named("X-hamlet-evidence")
}
