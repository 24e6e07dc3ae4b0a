/// Measures of how a comment was submitted.
///
/// The raw values are part of every stored model.
private enum SubmissionMeasure: UInt64 {
    case honeypot, seconds, noUserAgent
}

extension FeatureExtractor {
    private static let userAgentWords = 12

    /// Network address and its surroundings, words of the browser's name, a filled honeypot, the time taken.
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
