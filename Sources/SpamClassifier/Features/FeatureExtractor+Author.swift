/// Measures of the author fields.
///
/// The raw values are part of every stored model.
private enum AuthorMeasure: UInt64 {
    case nameLength, nameDigits, nameSpaces, nameCapitals, noName, localPartLength, localPartDigits, hasURL, noURL
    case urlPathLength
}

extension FeatureExtractor {
    private static let urlWords = 10
    private static let longestURLWord = 16

    /// Name (whole, words, runs of three characters, measures), e-mail (whole, domain, shape), web address (host,
    /// domain, words).
    ///
    /// A missing name or address is a feature of its own as soon as anything is known about the author, so leaving a
    /// field out is never a way around the filter; when nothing is known, nothing counts.
    func addAuthor(of comment: Comment, to sink: inout some FeatureSink) {
        let name = comment.author ?? ""
        let email = comment.authorEmail ?? ""
        let url = comment.authorURL ?? ""
        guard !(name.isEmpty && email.isEmpty && url.isEmpty && (comment.authorIP ?? "").isEmpty) else { return }
        addName(name, to: &sink)
        if !email.isEmpty { addEmail(folded(email), to: &sink) }
        addURL(url, to: &sink)
    }

    private func add(_ measure: AuthorMeasure, _ value: Int, to sink: inout some FeatureSink) {
        let key = hasher.key(.authorMeasure, number: measure.rawValue, UInt64(value))
        sink.add(.author, key) { "\(measure) \(value)" }
    }

    private func addName(_ source: String, to sink: inout some FeatureSink) {
        let visible = VisibleText(field: source, table: table).scalars
        let name = visible.map { table.plain(table.lowercased($0)) }
        guard !name.isEmpty else { return add(.noName, 1, to: &sink) }
        sink.add(.author, hasher.key(.authorName, name)) { "name " + Self.text(name) }
        for word in name.split(whereSeparator: { !table.properties(of: $0).isAlphanumeric }) {
            sink.add(.author, hasher.key(.authorWord, word)) { "name word " + Self.text(word) }
        }
        let framed = [ASCII.caret] + name + [ASCII.dollar]
        for start in 0...(framed.count - 3) {
            let run = framed[start..<start + 3]
            sink.add(.author, hasher.key(.authorTrigram, run)) { "name part " + Self.text(run) }
        }
        add(.nameLength, Steps.halfLog2(name.count), to: &sink)
        add(.nameDigits, min(name.count { table.properties(of: $0).isDigit }, 4), to: &sink)
        add(.nameSpaces, min(name.count { $0 == ASCII.space }, 3), to: &sink)
        let upper = visible.count { table.properties(of: $0).isUpper }
        add(.nameCapitals, Steps.share(upper, of: visible.count), to: &sink)
    }

    private func addEmail(_ email: [UInt32], to sink: inout some FeatureSink) {
        let at = email.lastIndex(of: ASCII.at)
        let local = at.map { email[..<$0] } ?? []
        let domain = at.map { email[($0 + 1)...] } ?? email[...]
        let topLevel = domain.lastIndex(of: ASCII.period).map { domain[($0 + 1)...] } ?? domain
        sink.add(.author, hasher.key(.authorEmail, email)) { "e-mail " + Self.text(email) }
        sink.add(.author, hasher.key(.authorEmailDomain, domain)) { "e-mail domain " + Self.text(domain) }
        if !TopLevelDomains.reserved.contains(topLevel) {
            sink.add(.author, hasher.key(.authorEmailTopLevel, topLevel)) {
                "e-mail top-level domain " + Self.text(topLevel)
            }
        }
        add(.localPartLength, Steps.log2(local.count), to: &sink)
        add(.localPartDigits, min(local.count { table.properties(of: $0).isDigit }, 4), to: &sink)
    }

    private func addURL(_ source: String, to sink: inout some FeatureSink) {
        let scalars = folded(source)
        guard !scalars.isEmpty else { return add(.noURL, 1, to: &sink) }
        let address = LinkAddress(scalars)
        func addPart(_ tag: FeatureTag, _ what: String, _ part: ArraySlice<UInt32>) {
            sink.add(.author, hasher.key(tag, part)) { what + " " + Self.text(part) }
        }
        add(.hasURL, 1, to: &sink)
        addPart(.authorHost, "host", address.host)
        addPart(.authorDomain, "domain", address.domain)
        if !TopLevelDomains.reserved.contains(address.topLevel) {
            addPart(.authorTopLevel, "top-level domain", address.topLevel)
        }
        add(.urlPathLength, Steps.log2(address.path.count), to: &sink)
        let words = (address.host + address.path).split { scalar in
            [ASCII.period, ASCII.hyphen, ASCII.underscore, ASCII.slash].contains(scalar)
        }
        for word in words.prefix(Self.urlWords) {
            addPart(.authorURLWord, "address word", word.prefix(Self.longestURLWord))
        }
    }
}
