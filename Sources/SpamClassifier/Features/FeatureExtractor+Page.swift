extension FeatureExtractor {
    /// Shorter words stand on every page.
    private static let shortestPageWord = 4
    private static let mostPageWords = 64

    /// Whether a comment takes up words of the page that it is about: those of the permalink's path and of the context.
    ///
    /// Praise that would fit any page has none of them. Nothing is said where nothing is known of the page.
    func addPage(of comment: Comment, _ tokens: TokenSequence, to sink: inout some FeatureSink) {
        guard comment.permalink != nil || comment.context != nil else { return }
        let path = comment.permalink.map { LinkAddress(folded($0)).path } ?? []
        let page = pageWords(Array(path) + [ASCII.space] + folded(comment.context ?? ""))
        guard !page.isEmpty else { return }
        let shared = Set(tokens.ranges.map { tokens.joined[$0] }).intersection(page).count
        let measure = Measure.pageWords
        let step = min(shared, 3)
        sink.add(.measure, hasher.key(.measure, number: measure.rawValue, UInt64(step))) { measure.name(of: step) }
    }

    /// The words of a text in the form that tokens have.
    private func pageWords(_ text: [UInt32]) -> Set<ArraySlice<UInt32>> {
        let words = text.split { !table.properties(of: $0).isWordPart }
        var found: Set<ArraySlice<UInt32>> = []
        for word in words where word.count >= Self.shortestPageWord && found.count < Self.mostPageWords {
            let tokens = TokenSequence(FoldedText(word: Array(word), table: table))
            for range in tokens.ranges { found.insert(tokens.joined[range]) }
        }
        return found
    }
}
