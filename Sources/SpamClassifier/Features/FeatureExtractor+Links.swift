extension FeatureExtractor {
    /// The longest part of a path that counts as itself; of longer ones the length counts.
    private static let longestPathWord = 16
    private static let pathWordsPerLink = 8
    private static let queryNamesPerLink = 6

    /// Hosts, parent domains, top-level domains, schemes, path words and query names of links; addresses and domains
    /// of e-mails.
    ///
    /// A link to the host of the page itself says so and nothing else: readers link to what they talk about.
    func addLinks(of text: FoldedText, permalink: String?, to sink: inout some FeatureSink) {
        for email in text.emails {
            sink.add(.link, hasher.key(.emailAddress, email)) { "e-mail " + Self.text(email) }
            if let at = email.firstIndex(of: ASCII.at) {
                let domain = email[(at + 1)...]
                sink.add(.link, hasher.key(.emailDomain, domain)) { "e-mail domain " + Self.text(domain) }
            }
        }
        let ownHost = permalink.map { LinkAddress(folded($0)).host }
        for link in text.links.prefix(Limits.links) {
            let address = LinkAddress(link)
            if let ownHost, !ownHost.isEmpty, address.host == ownHost {
                sink.add(.link, hasher.key(.linkOwnHost, number: 1)) { "link to the page's own host" }
            } else {
                addLink(address, to: &sink)
            }
        }
    }

    private func addLink(_ address: LinkAddress, to sink: inout some FeatureSink) {
        func add(_ tag: FeatureTag, _ what: String, _ scalars: ArraySlice<UInt32>) {
            sink.add(.link, hasher.key(tag, scalars)) { what + " " + Self.text(scalars) }
        }
        func add(_ tag: FeatureTag, _ what: String, number: Int) {
            sink.add(.link, hasher.key(tag, number: UInt64(number))) { "\(what) \(number)" }
        }
        add(.linkHost, "host", address.host)
        add(.linkDomain, "domain", address.domain)
        if !TopLevelDomains.reserved.contains(address.topLevel) {
            add(.linkTopLevel, "top-level domain", address.topLevel)
        }
        if !address.scheme.isEmpty { add(.linkScheme, "scheme", address.scheme) }
        for word in address.path.split(whereSeparator: Self.separatesPathWords).prefix(Self.pathWordsPerLink) {
            if word.count <= Self.longestPathWord {
                add(.linkPathWord, "path word", word)
            } else {
                add(.linkPathLength, "long path word, length step", number: 100 + Steps.log2(word.count))
            }
        }
        for name in Self.queryNames(of: address.query).prefix(Self.queryNamesPerLink) {
            add(.linkQueryName, "query name", name)
        }
        add(.linkPathLength, "path length step", number: Steps.log2(address.path.count))
        add(.linkHostLabels, "full stops in host", number: address.host.count { $0 == ASCII.period })
        if !address.query.isEmpty { add(.linkHasQuery, "link with query", number: 1) }
        if address.host.contains(where: { table.properties(of: $0).isDigit }) {
            add(.linkHostDigits, "digit in host", number: 1)
        }
        if address.host.contains(ASCII.hyphen) { add(.linkHostHyphen, "hyphen in host", number: 1) }
    }

    private static func separatesPathWords(_ scalar: UInt32) -> Bool {
        switch scalar {
        case ASCII.period, ASCII.hyphen, ASCII.underscore, ASCII.slash, ASCII.equals, ASCII.questionMark,
            ASCII.ampersand,
            ASCII.plus, ASCII.percent:
            true
        default: false
        }
    }

    /// The names in `?name=value&name=value`.
    private static func queryNames(of query: ArraySlice<UInt32>) -> [ArraySlice<UInt32>] {
        query.split { $0 == ASCII.questionMark || $0 == ASCII.ampersand }.compactMap { pair in
            pair.firstIndex(of: ASCII.equals).map { pair[..<$0] }
        }
        .filter { name in !name.isEmpty && name.allSatisfy { ASCII.isAlphanumeric($0) || $0 == ASCII.underscore } }
    }

    /// A short field in NFKC and lower case, without invisible characters.
    func folded(_ field: String) -> [UInt32] {
        VisibleText(field: field, table: table).scalars.prefix(Limits.fieldScalars).map { table.lowercased($0) }
    }
}
