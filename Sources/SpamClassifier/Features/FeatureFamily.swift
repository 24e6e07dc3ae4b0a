/// The groups in which evidence is summed and normalised apart, because features inside a group repeat one another.
public enum FeatureFamily: UInt8, Sendable, Hashable, CaseIterable {
    /// Words, and pairs of neighbouring words.
    case text
    /// Runs of five characters of the normalised words, across word borders.
    case characters
    /// Parts of links, counts and ratios in steps, shapes of words.
    case structure
    /// Who says it, and how it was submitted: name, e-mail, address, network, browser, honeypot, time taken.
    case author
}

/// What sort of thing a feature is, for people.
public enum FeatureKind: UInt8, Sendable, Hashable, CaseIterable {
    /// A single word, number, emoji or punctuation run.
    case word
    /// Two neighbouring words.
    case pair
    /// Five characters in a row.
    case characters
    /// A part of a link or e-mail address in the text.
    case link
    /// A count or a ratio, in steps.
    case measure
    /// The outline of a word: upper case, lower case, digits, punctuation.
    case shape
    /// The author's name, e-mail address, web address.
    case author
    /// The network address, browser, form timing, honeypot.
    case submission
}

extension FeatureKind {
    private static let names = allCases.map { "\($0)" }

    /// The word that every surface uses for the kind.
    public var name: String { Self.names[Int(rawValue)] }

    /// The family in which evidence of this kind is summed.
    public var family: FeatureFamily {
        switch self {
        case .word, .pair: .text
        case .characters: .characters
        case .link, .measure, .shape: .structure
        case .author, .submission: .author
        }
    }
}
