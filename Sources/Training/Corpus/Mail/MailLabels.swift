import SpamClassifier

/// What the mail of a file or folder is, and where that stands.
struct MailLabels {
    /// The label of every message; `nil` if each has to say it for itself, or if nothing says it.
    let common: Label?
    private let labels: CorpusLabels

    init(path: String, labels: CorpusLabels) throws(CorpusError) {
        self.labels = labels
        switch labels {
        case .required, .optional: common = Self.label(inNameOf: path)
        case .ignored, .given, .fromMailHeaders: common = nil
        }
        if labels == .required, common == nil { throw .noMailLabel(path: path) }
    }

    /// The row that a message is.
    func outcome(of message: MailMessage, id: String?, line: Int, file: String? = nil) -> RowOutcome {
        let comment = message.comment
        guard comment.hasText else { return .problem(CorpusProblem(line: line, file: file, reason: .emptyContent)) }
        let label = labels == .fromMailHeaders ? message.filtersLabel : common
        if labels == .fromMailHeaders, label == nil {
            return .problem(CorpusProblem(line: line, file: file, reason: .missingLabel))
        }
        return .row(CorpusRow(comment: comment, label: label, id: message.id ?? id, line: line), repaired: false)
    }

    /// What the name of a file says, or else that of the nearest folder above it that says something.
    ///
    /// A name that says both says nothing, and no other is asked.
    static func label(inNameOf path: String) -> Label? {
        for component in path.split(separator: "/").reversed() {
            let words = component.lowercased().split { !$0.isLetter }.map(String.init)
            var found: Set<Label> = []
            for (place, word) in words.enumerated() {
                switch word {
                case "spam", "junk":
                    let isDenied = place > 0 && ["not", "no", "non"].contains(words[place - 1])
                    found.insert(isDenied ? .ham : .spam)
                case "ham", "inbox", "notspam", "nospam", "nonspam", "notjunk", "nonjunk": found.insert(.ham)
                default: continue
                }
            }
            if !found.isEmpty { return found.count == 1 ? found.first : nil }
        }
        return nil
    }
}
