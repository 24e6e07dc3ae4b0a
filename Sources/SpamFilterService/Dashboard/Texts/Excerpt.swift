/// The beginning of a text.
struct Excerpt: Sendable {
    let text: String
    /// Scalars that were left out.
    let missing: Int

    /// The first scalars and lines of a text, at most as many; a sequence of marks on one letter counts as many.
    init(_ text: String, scalars limit: Int, lines: Int = .max) {
        let scalars = text.unicodeScalars
        var end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex) ?? scalars.endIndex
        if let lineEnd = scalars[..<end].indices.lazy.filter({ scalars[$0] == "\n" }).dropFirst(lines - 1).first {
            end = lineEnd
        }
        self.text = String(scalars[..<end])
        missing = end == scalars.endIndex ? 0 : scalars.distance(from: end, to: scalars.endIndex)
    }
}
