import Foundation
import Hummingbird

/// What a request carries through middleware and routes.
struct ServiceContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// What the request may do; nothing until its key was looked at.
    var access = Access.none
    /// The session of whoever logged in to the dashboard; `nil` for everyone else, and while the service is open.
    var session: Session?
    /// The form that a page sent, once its token was found to be good.
    var form = PageForm()
    /// The address that the request came from; `nil` for a socket in the file system.
    let peer: String?

    init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress
    }

    var maxUploadSize: Int { RequestLimits.body }
    var responseEncoder: JSONEncoder { .stable() }
}

/// What a request may have at most.
enum RequestLimits {
    /// Bytes of a body.
    ///
    /// Far above any comment: of 69,447 texts of six public collections the longest, an e-mail, has 194,958.
    static let body = 1 << 20
    /// Bytes of a line of a batch.
    static let line = 1 << 20
    /// Unicode scalars of a field other than the content.
    static let field = 8_192
    /// Unicode scalars of the field `context`.
    static let context = 65_536
    /// Unicode scalars of the name of a site, and of the text that comments are searched for.
    ///
    /// Both may stand in one address: of 255 characters each, percent-encoded, they leave it below the limit of a header.
    static let name = 255
    /// The longest span that `seconds_to_submit` may give, in seconds: 32 years.
    static let seconds = 1e9
    /// Ids of one bulk mark.
    static let idsPerMark = 1_000
}

extension JSONEncoder {
    /// Writes the same value as the same bytes each time: keys in alphabetical order.
    static func stable() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
