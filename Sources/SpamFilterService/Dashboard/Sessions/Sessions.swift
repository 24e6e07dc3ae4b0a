import FeedbackStore
import Foundation
import HTTPTypes
import Hummingbird

/// Who may see pages: a session begins when a good key is shown, and ends with the key or with its time.
///
/// Sessions are kept by browsers alone: a restart ends none, and there is nothing to clean up.
struct Sessions: Sendable {
    let keys: KeyDirectory
    let seal: SessionSeal
    /// Whether everyone may do everything while no key was ever created.
    let mayBeOpen: Bool
    /// Whether the service itself speaks TLS.
    let isTLS: Bool
    /// The time, in seconds since 1970.
    let now: @Sendable () -> Int64

    /// Whoever sends a request.
    ///
    /// - Returns: What the visitor may do, and the session; no session while the service is open.
    /// - Throws: ``Problem/loginRequired``, or ``Problem/strangeHost`` while the service is open.
    func visitor(_ request: Request) throws -> (access: Access, session: Session?) {
        let session = session(request)
        switch try keys.find(id: session?.keyID ?? 0) {
        case .open:
            guard mayBeOpen else { throw Problem.loginRequired }
            // Another site may have its name point here and read what the open service says: names of this machine only.
            guard request.isToThisMachine else { throw Problem.strangeHost }
            return (.open.onPages(), nil)
        case .key(let key) where key.kind == .bearer && key.role >= .moderate:
            return (Access(key).onPages(), session)
        case .key, .stranger: throw Problem.loginRequired
        }
    }

    /// The session of a key that the request's cookie stands for; `nil` without a good one.
    func session(_ request: Request) -> Session? {
        guard let session = opened(.visit, request), session.keyID > 0 else { return nil }
        return session
    }

    /// The session without a key that began with the page to log in; `nil` without a good one.
    func loginSession(_ request: Request) -> Session? { opened(.login, request) }

    /// The cookie that stands for a session.
    func cookie(for session: Session, request: Request) -> Cookie {
        let kind = session.keyID > 0 ? CookieKind.visit : .login
        return cookie(kind, seal.sealed(session), maxAge: Int(session.expiresAt - now()), request: request)
    }

    /// The cookie that ends a session.
    func endingCookie(request: Request) -> Cookie { cookie(.visit, "", maxAge: 0, request: request) }

    /// Whoever follows a link from another site comes without the cookie of the session, and must not lose it by that.
    private enum CookieKind: String {
        case visit = "hamlet"
        case login = "hamlet-login"
    }

    private func opened(_ kind: CookieKind, _ request: Request) -> Session? {
        request.cookies[name(of: kind, for: request)].flatMap { seal.opened($0.value, at: now()) }
    }

    private func cookie(_ kind: CookieKind, _ value: String, maxAge: Int, request: Request) -> Cookie {
        Cookie(
            name: name(of: kind, for: request),
            value: value,
            maxAge: maxAge,
            path: "/",
            secure: isSecure(request),
            httpOnly: true,
            sameSite: .strict
        )
    }

    /// Browsers let nobody but this host set a cookie with the prefix (RFC 6265bis), and only over TLS.
    private func name(of kind: CookieKind, for request: Request) -> String {
        (isSecure(request) ? "__Host-" : "") + kind.rawValue
    }

    /// Whether the browser speaks TLS, to the service or to a proxy before it that says so.
    private func isSecure(_ request: Request) -> Bool {
        isTLS || request.headers[.forwardedProtocol]?.lowercased() == "https"
    }
}

extension HTTPField.Name {
    /// `X-Forwarded-Proto`: what the browser speaks to the proxy before the service.
    static let forwardedProtocol = named("X-Forwarded-Proto")
    /// `Sec-Fetch-Site`: where the page is from that sends a request, in the browser's own words.
    static let fetchSite = named("Sec-Fetch-Site")
}

extension Request {
    /// Whether the browser called the service by a name that only means this machine, or by none.
    fileprivate var isToThisMachine: Bool {
        guard let authority = head.authority, !authority.isEmpty else { return true }
        let name =
            if authority.hasPrefix("[") {
                authority.prefix { $0 != "]" }.dropFirst().lowercased()
            } else {
                authority.prefix { $0 != ":" }.lowercased()
            }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return name == "localhost" || name == "::1"
            || parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
