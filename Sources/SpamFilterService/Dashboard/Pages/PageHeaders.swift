import HTTPTypes

extension HTTPFields {
    /// What every page, stylesheet and script of the dashboard is sent with.
    ///
    /// Nothing is loaded from anywhere else, nothing runs or styles that stands in the page itself, and nobody may put the page
    /// into a frame.
    static let page: HTTPFields = {
        var headers: HTTPFields = [:]
        headers[.contentSecurityPolicy] = [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
            "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
        ].joined(separator: "; ")
        headers[.xContentTypeOptions] = "nosniff"
        headers[.xFrameOptions] = "DENY"
        headers[.referrerPolicy] = "no-referrer"
        headers[.crossOriginOpenerPolicy] = "same-origin"
        headers[.crossOriginResourcePolicy] = "same-origin"
        return headers
    }()
}

extension HTTPField.Name {
    /// For browsers that do not know `frame-ancestors` (RFC 7034).
    static let xFrameOptions = named("X-Frame-Options")
    /// What is sent to other sites about the page that a link stood on.
    static let referrerPolicy = named("Referrer-Policy")
    /// Which pages share a browsing context with this one.
    static let crossOriginOpenerPolicy = named("Cross-Origin-Opener-Policy")
    /// Which sites may load this.
    static let crossOriginResourcePolicy = named("Cross-Origin-Resource-Policy")
}
