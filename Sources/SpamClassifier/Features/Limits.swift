/// How much of a comment is looked at.
///
/// What lies beyond is ignored; the comment is judged all the same.
enum Limits {
    /// Bytes of the text from its beginning.
    static let leadingBytes = 24_576
    /// Bytes of an over-long text from its end, where advertisements are appended to padding.
    static let trailingBytes = 8_192
    /// Links of one comment whose parts become features.
    static let links = 64
    /// Scalars of an author field.
    static let fieldScalars = 256
}
