/// A text as it is compared with other forms of itself: escaped, filtered, spaced or encoded otherwise.
///
/// Blog software sends a text as it was typed, with backslashes before its quotation marks, or as it was stored, with HTML
/// filtered out and characters escaped. What all forms have in common is the text without tags, entities, white space and
/// backslashes, in the normal form that ``VisibleText`` gives. Linear in the length of the text.
///
/// Tags and comments are taken as WordPress' filter takes them, for that is what makes the stored form: a `>` as such ends a
/// tag also inside quotation marks, and an escaped one does not.
package enum CanonicalText {
    /// A reference may itself have been escaped: once for each program that the text passed.
    private static let mostEscapes = 3

    /// The scalars that are left of a text.
    package static func scalars(of text: String) -> [UInt32] {
        // Beginning and end of an over-long text would be other parts of each form.
        var scalars = text.unicodeScalars.map(\.value)
        scalars = withoutTags(scalars)
        for _ in 0..<mostEscapes where scalars.contains(ASCII.ampersand) {
            scalars = withoutTags(HTMLText.withoutEntities(scalars))
        }
        let table = CharacterTable.standard
        return VisibleText(plain: scalars, table: table).scalars.filter { scalar in
            scalar != ASCII.backslash && !table.properties(of: scalar).isSpace
        }
    }

    /// Leaves out comments, and everything from each `>` back to the `<` before it that has no other.
    ///
    /// What is left has no `<` before a `>`: whichever brackets were escaped, in the end the same ones are left.
    private static func withoutTags(_ source: [UInt32]) -> [UInt32] {
        guard source.contains(ASCII.less) else { return source }
        var result: [UInt32] = []
        result.reserveCapacity(source.count)
        var starts: [Int] = []
        var ends = commentEnds(in: source)[...]
        var position = 0
        while position < source.count {
            if source[position...].starts(with: commentStart) {
                ends = ends.drop { $0 < position + commentStart.count + commentEnd.count }
                if let end = ends.first {
                    position = end
                    continue
                }
            }
            let scalar = source[position]
            if scalar == ASCII.greater, let start = starts.popLast() {
                result.removeSubrange(start...)
            } else {
                if scalar == ASCII.less { starts.append(result.count) }
                result.append(scalar)
            }
            position += 1
        }
        return result
    }

    private static let commentStart = [ASCII.less, ASCII.exclamationMark, ASCII.hyphen, ASCII.hyphen]
    private static let commentEnd = [ASCII.hyphen, ASCII.hyphen, ASCII.greater]

    /// The places behind every `-->`.
    private static func commentEnds(in source: [UInt32]) -> [Int] {
        source.indices.filter { source[$0...].starts(with: commentEnd) }.map { $0 + commentEnd.count }
    }
}
