/// A text as it is compared with other forms of itself: escaped, filtered, spaced or encoded otherwise.
///
/// Blog software sends a text as it was typed, with backslashes before its quotation marks, or as it was stored, with HTML
/// filtered out and characters escaped. What all forms have in common is the text without tags, entities, white space and
/// backslashes, in the normal form that ``VisibleText`` gives. Linear in the length of the text.
package enum CanonicalText {
    /// A reference may itself have been escaped: once for each program that the text passed.
    private static let mostEscapes = 3

    /// The scalars that are left of a text.
    package static func scalars(of text: String) -> [UInt32] {
        // Beginning and end of an over-long text would be other parts of each form.
        var scalars = text.unicodeScalars.map(\.value)
        for _ in 0..<mostEscapes where scalars.contains(ASCII.ampersand) { scalars = HTMLText.withoutEntities(scalars) }
        let table = CharacterTable.standard
        return VisibleText(plain: withoutTags(scalars), table: table).scalars.filter { scalar in
            scalar != ASCII.backslash && !table.properties(of: scalar).isSpace
        }
    }

    /// Leaves out everything from a `<` to the next `>`, as filters do that allow no unknown tag.
    private static func withoutTags(_ source: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(source.count)
        var start: Int?
        for scalar in source {
            if scalar == ASCII.greater, let tag = start {
                result.removeSubrange(tag...)
                start = nil
            } else {
                if scalar == ASCII.less { start = result.count }
                result.append(scalar)
            }
        }
        return result
    }
}
