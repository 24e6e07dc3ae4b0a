/// A stretch of a comment's text that is shown in one way.
struct Piece: Sendable, Hashable {
    /// What is shown.
    let words: String
    /// How: `spam` or `ham` for evidence, `hidden` for a character that readers do not see, `lookalike` for a letter that is taken
    /// for another; empty for plain text.
    var shade = ""
    /// What a pointer that rests on it is told.
    var hint = ""

    /// For templates: whether it is more than plain text.
    let isMarked: Bool

    init(_ words: String, shade: String = "", hint: String = "") {
        self.words = words
        self.shade = shade
        self.hint = hint
        isMarked = !shade.isEmpty
    }
}
