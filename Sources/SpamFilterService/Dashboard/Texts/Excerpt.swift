/// The beginning of a text.
struct Excerpt: Sendable {
    let text: String
    /// Scalars that were left out.
    let missing: Int

    /// The first scalars of a text, at most as many; a sequence of marks on one letter counts as many.
    init(_ text: String, scalars limit: Int) {
        let scalars = text.unicodeScalars
        let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex) ?? scalars.endIndex
        self.text = String(scalars[..<end])
        missing = end == scalars.endIndex ? 0 : scalars.distance(from: end, to: scalars.endIndex)
    }
}
