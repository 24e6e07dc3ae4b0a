/// Measures of how a comment was submitted.
///
/// The raw values are part of every stored model.
private enum SubmissionMeasure: UInt64 {
    case honeypot, seconds, noUserAgent
}

/// Where a visitor came from, seen from the page commented on.
///
/// The raw values are part of every stored model.
private enum ReferrerPlace: UInt64 {
    case samePage, sameHost, elsewhere

    var name: String {
        switch self {
        case .samePage: "the page itself"
        case .sameHost: "the same host"
        case .elsewhere: "elsewhere"
        }
    }
}

extension FeatureExtractor {
    private static let userAgentWords = 12
    private static let mostRoles = 4
    private static let mostSignals = 16

    /// Network address and its surroundings, words of the browser's name, a filled honeypot, the time taken, the author's
    /// roles, where the visitor came from, words about how the form was filled in.
    func addSubmission(of comment: Comment, to sink: inout some FeatureSink) {
        func add(_ measure: SubmissionMeasure, _ value: Int) {
            let key = hasher.key(.submissionMeasure, number: measure.rawValue, UInt64(value))
            sink.add(.submission, key) { "\(measure) \(value)" }
        }
        if let address = comment.authorIP, !address.isEmpty { addNetwork(address, to: &sink) }
        if let agent = comment.userAgent {
            if agent.isEmpty { add(.noUserAgent, 1) } else { addUserAgent(agent, to: &sink) }
        }
        if let honeypot = comment.honeypot { add(.honeypot, honeypot.isEmpty ? 0 : 1) }
        if let seconds = comment.secondsToSubmit, seconds >= 0 {
            add(.seconds, Steps.log2(Int(min(seconds, 100_000))))
        }
        addWords(of: comment.role ?? "", separator: ASCII.comma, Self.mostRoles, .role, "role", to: &sink)
        addWords(of: comment.signals ?? "", separator: ASCII.space, Self.mostSignals, .signal, "form", to: &sink)
        addReferrer(of: comment, to: &sink)
    }

    /// Each word of a list as it stands, in lower case.
    private func addWords(
        of list: String,
        separator: UInt32,
        _ most: Int,
        _ tag: FeatureTag,
        _ what: String,
        to sink: inout some FeatureSink
    ) {
        guard !list.isEmpty else { return }
        for word in folded(list).split(whereSeparator: { $0 == separator || $0 == ASCII.space }).prefix(most) {
            sink.add(.submission, hasher.key(tag, word)) { what + " " + Self.text(word) }
        }
    }

    /// Whether the visitor came from the page, from its site, or from elsewhere; nothing where either is not known.
    private func addReferrer(of comment: Comment, to sink: inout some FeatureSink) {
        guard let referrer = comment.referrer, let permalink = comment.permalink, !referrer.isEmpty, !permalink.isEmpty
        else { return }
        let (from, page) = (LinkAddress(folded(referrer)), LinkAddress(folded(permalink)))
        let isSameHost = from.host == page.host
        let place: ReferrerPlace = !isSameHost ? .elsewhere : from.path == page.path ? .samePage : .sameHost
        sink.add(.submission, hasher.key(.referrer, number: place.rawValue)) { "came from " + place.name }
    }

    /// The address, its /24 and its /16; of an IPv6 address the first four and the first three groups.
    private func addNetwork(_ address: String, to sink: inout some FeatureSink) {
        let scalars = folded(address)
        let separator = scalars.contains(ASCII.colon) ? ASCII.colon : ASCII.period
        let groups = scalars.split(separator: separator, omittingEmptySubsequences: false)
        func prefix(_ count: Int) -> ArraySlice<UInt32> {
            guard let last = groups.prefix(count).last else { return [] }
            return scalars[..<last.endIndex]
        }
        let (near, wide) = separator == ASCII.colon ? (4, 3) : (3, 2)
        sink.add(.submission, hasher.key(.network, scalars)) { "network address " + Self.text(scalars) }
        sink.add(.submission, hasher.key(.networkNear, prefix(near))) { "network " + Self.text(prefix(near)) }
        sink.add(.submission, hasher.key(.networkWide, prefix(wide))) { "network " + Self.text(prefix(wide)) }
    }

    private func addUserAgent(_ agent: String, to sink: inout some FeatureSink) {
        let words = folded(agent).split { [ASCII.space, 0x28, 0x29, ASCII.semicolon, ASCII.comma].contains($0) }
        for word in words.prefix(Self.userAgentWords) {
            sink.add(.submission, hasher.key(.userAgentWord, word)) { "browser " + Self.text(word) }
        }
    }
}
