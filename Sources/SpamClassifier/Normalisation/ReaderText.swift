/// A comment's text as its readers see it on a page: HTML taken out, references resolved.
package enum ReaderText {
    /// The text without tags, whole however long it is.
    ///
    /// O(length of the text).
    package static func plain(_ source: String) -> String {
        let scalars = HTMLText(source.unicodeScalars.map(\.value)).scalars
        return String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
    }
}
