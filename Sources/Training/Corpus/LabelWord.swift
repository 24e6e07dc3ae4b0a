import SpamClassifier

/// A word by which a dataset names a class.
struct LabelWord: Hashable {
    /// The class, if the column says whether a comment is *spam*.
    let label: Label
    /// Whether the word means yes or no rather than a class, so that the column's name decides what it affirms.
    let isAnswer: Bool

    /// Reads a word, whatever its case, spaces, hyphens and underscores.
    ///
    /// `nil` if it is no label word.
    init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 40 else { return nil }
        let word = String(text.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" && $0 != "\u{FEFF}" })
        if let label = Self.answers[word] {
            self.label = label
            isAnswer = true
        } else if let label = Self.classes[word] {
            self.label = label
            isAnswer = false
        } else {
            return nil
        }
    }

    /// The label in a column that says whether a comment is spam or, if `affirmsHam`, whether it is ham.
    func label(affirmsHam: Bool) -> Label {
        isAnswer && affirmsHam ? label.opposite : label
    }

    private static let answers: [String: Label] = [
        "1": .spam, "1.0": .spam, "true": .spam, "yes": .spam, "t": .spam, "y": .spam,
        "0": .ham, "0.0": .ham, "false": .ham, "no": .ham, "f": .ham, "n": .ham,
    ]

    private static let classes: [String: Label] = [
        "spam": .spam, "isspam": .spam, "spammy": .spam, "spammer": .spam, "junk": .spam, "bad": .spam,
        "unwanted": .spam, "phishing": .spam, "scam": .spam,
        "ham": .ham, "notspam": .ham, "nospam": .ham, "nonspam": .ham, "notjunk": .ham, "legit": .ham,
        "legitimate": .ham, "good": .ham, "clean": .ham, "ok": .ham, "okay": .ham, "genuine": .ham, "normal": .ham,
        "safe": .ham, "wanted": .ham,
    ]
}
