import SpamClassifier

/// The words that an attacker would pad spam with: those that honest comments have most and spam least.
enum GoodWords {
    private static let shortest = 2

    /// The most honest words of a training set, most honest first; ties in alphabetical order.
    ///
    /// A word counts once a comment; the order is that of the log ratio of document rates, half a comment added to each.
    static func most(_ count: Int, honestIn rows: [ExperimentRow]) -> [String] {
        var spam: [String: Double] = [:]
        var ham: [String: Double] = [:]
        var totals = (spam: 1.0, ham: 1.0)
        for row in rows {
            if row.label == .spam { totals.spam += 1 } else { totals.ham += 1 }
            for word in words(of: row.comment.content) {
                if row.label == .spam { spam[word, default: 0] += 1 } else { ham[word, default: 0] += 1 }
            }
        }
        let honesty = ham.mapValues { ($0 + 0.5) / totals.ham }
            .map { word, rate in (word: word, ratio: rate / (((spam[word] ?? 0) + 0.5) / totals.spam)) }
        return honesty.sorted { $0.ratio == $1.ratio ? $0.word < $1.word : $0.ratio > $1.ratio }
            .prefix(count)
            .map(\.word)
    }

    private static func words(of text: String) -> Set<String> {
        Set(text.lowercased().split { !$0.isLetter && $0 != "'" }.filter { $0.count >= shortest }.map(String.init))
    }
}

extension Attack.Kind {
    /// How many good words the attack adds; `nil` for attacks of other kinds.
    var goodWordCount: Int? {
        if case .goodWords(let count) = self { return count }
        return nil
    }
}
