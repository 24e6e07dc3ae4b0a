import SpamClassifier

/// Comments to begin with, and comments to ask about.
enum SampleComments {
    static let starter: [(comment: Comment, label: Label)] =
        [
            "cheap watches for sale, visit http://watches.example/buy now",
            "earn money at home, click http://cash.example and get rich",
            "free followers and likes, check out my channel please subscribe",
            "best casino bonus, win big at http://casino.example today",
            "lose weight fast with these pills, order at http://pills.example",
            "work from home and make $500 a day, message me on telegram",
        ].map { (Comment(content: $0), .spam) }
        + [
            "thanks for the recipe, the second one worked well for us",
            "I disagree with the third paragraph, but the rest is well argued",
            "the bridge in the photo is the old one, before the repair",
            "great song, I listened to it with my father when I was young",
            "could you explain how the compiler finds the module here?",
            "we visited the museum last summer and the children loved it",
        ].map { (Comment(content: $0), .ham) }

    /// What is judged before and after marks, to see whether anything moved.
    static let probes = (starter.map(\.comment.content) + ["win a free watch", "the old recipe", "", "ünïcödé 漢字"])
        .map { Comment(content: $0) }

    static func long(bytes: Int) -> Comment { Comment(content: String(repeating: "a", count: bytes)) }

    /// A comment of words that the starter knows, different for each number.
    static func numbered(_ number: Int) -> Comment {
        let words = starter.flatMap { $0.comment.content.split(separator: " ") }
        let chosen = (0..<8).map { words[(number * 7 + $0 * 13) % words.count] }
        return Comment(content: chosen.joined(separator: " ") + " number\(number)")
    }
}

extension Model {
    /// The bits of every probe's log odds: equal bits are equal verdicts.
    var probeBits: [UInt64] { SampleComments.probes.map { verdict(on: $0).logOdds.bitPattern } }
}
