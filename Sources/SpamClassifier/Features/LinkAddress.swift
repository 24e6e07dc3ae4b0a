/// The parts of a web address, as they stand in a comment: lower case, never validated, any part may be missing.
struct LinkAddress {
    /// `http`, `https`, `ftp`; empty when the address has no scheme.
    let scheme: ArraySlice<UInt32>
    /// The host without `www.`, port and surrounding full stops.
    let host: ArraySlice<UInt32>
    /// From the first slash up to a question mark or number sign.
    let path: ArraySlice<UInt32>
    /// The question mark and what follows, up to a number sign.
    let query: ArraySlice<UInt32>

    private static let www: [UInt32] = "www.".unicodeScalars.map(\.value)

    init(_ address: [UInt32]) {
        let (scheme, afterScheme) = Self.scheme(of: address)
        var position = afterScheme
        func end(at stops: [UInt32], orSpace: Bool = false) -> Int {
            var end = position
            while end < address.count, !stops.contains(address[end]), !(orSpace && ASCII.isSpace(address[end])) {
                end += 1
            }
            return end
        }
        var hostEnd = end(at: [ASCII.slash, ASCII.questionMark, ASCII.hash], orSpace: true)
        let authority = position..<hostEnd
        position = hostEnd
        let pathEnd = end(at: [ASCII.questionMark, ASCII.hash])
        path = address[position..<pathEnd]
        position = pathEnd
        query = address[position..<end(at: [ASCII.hash])]
        self.scheme = scheme

        if let colon = address[authority].firstIndex(of: ASCII.colon) { hostEnd = colon }
        var hostStart = authority.lowerBound
        while hostStart < hostEnd, address[hostStart] == ASCII.period { hostStart += 1 }
        while hostEnd > hostStart, address[hostEnd - 1] == ASCII.period { hostEnd -= 1 }
        if address[hostStart..<hostEnd].starts(with: Self.www) { hostStart += Self.www.count }
        host = address[hostStart..<hostEnd]
    }

    /// A word, a colon and two slashes, with one space allowed before each mark and one behind the last.
    private static func scheme(of address: [UInt32]) -> (scheme: ArraySlice<UInt32>, end: Int) {
        var position = 0
        while position < address.count, ASCII.isAlphanumeric(address[position]) { position += 1 }
        let name = address[..<position]
        guard !name.isEmpty else { return ([], 0) }
        for mark in [ASCII.colon, ASCII.slash, ASCII.slash] {
            if position < address.count, ASCII.isSpace(address[position]) { position += 1 }
            guard position < address.count, address[position] == mark else { return ([], 0) }
            position += 1
        }
        if position < address.count, ASCII.isSpace(address[position]) { position += 1 }
        return (name, position)
    }

    /// The labels of the host.
    var labels: [ArraySlice<UInt32>] { host.split(separator: ASCII.period, omittingEmptySubsequences: false) }

    /// The last two labels of the host; the whole host where it has fewer.
    var domain: ArraySlice<UInt32> {
        let labels = labels
        guard labels.count > 2, let start = labels[labels.count - 2].startIndex as Int? else { return host }
        return host[start...]
    }

    /// The last label of a host with several.
    var topLevel: ArraySlice<UInt32> {
        let labels = labels
        return labels.count > 1 ? labels[labels.count - 1] : []
    }
}
