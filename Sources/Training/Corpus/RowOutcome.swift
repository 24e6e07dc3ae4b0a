import SpamClassifier

/// What one row comes to, before the reader counts it.
enum RowOutcome {
    case row(CorpusRow, repaired: Bool)
    case problem(CorpusProblem)
    case omitted(CorpusOmission)
}

/// Bytes read as UTF-8, where every byte sequence that is none becomes U+FFFD.
struct RepairedText {
    let string: String
    /// Whether there were such sequences.
    let wasRepaired: Bool

    init(_ bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        if let string = String(validating: bytes, as: UTF8.self) {
            self.string = string
            wasRepaired = false
        } else {
            string = String(decoding: bytes, as: UTF8.self)
            wasRepaired = true
        }
    }

    /// Takes bytes that another decoder has made UTF-8 of.
    init(_ bytes: [UInt8], wasRepaired: Bool) {
        string = String(decoding: bytes, as: UTF8.self)
        self.wasRepaired = wasRepaired
    }
}

extension Comment {
    /// Whether the content is more than white space.
    var hasText: Bool { !content.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0 == "\u{FEFF}" } }
}
