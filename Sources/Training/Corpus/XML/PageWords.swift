/// What an export says about the page that comments are about.
struct PageWords {
    var title = ""
    var excerpt = ""
    var link = ""

    /// Scalars of the title and the excerpt together: more than the words that are looked at, see `pageWords`.
    private static let longestContext = 1_000

    /// The title and the excerpt; `nil` if there is neither.
    var context: String? {
        let parts = [title, excerpt].map(\.trimmed).filter { !$0.isEmpty }
        let words = parts.joined(separator: "\n").unicodeScalars.prefix(Self.longestContext)
        return words.isEmpty ? nil : String(String.UnicodeScalarView(words))
    }
}
