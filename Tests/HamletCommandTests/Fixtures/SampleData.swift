/// Labelled comments of simple words, as files.
enum SampleData {
    static let spam = [
        "cheap watches for sale visit http://watches.example/buy now", "earn money at home and get rich quick today",
        "free followers and likes please subscribe to my channel", "best casino bonus win big money now",
        "lose weight fast with cheap pills order now", "work from home earn money message me now",
    ]
    static let ham = [
        "thanks for the recipe it worked well for us", "I disagree with the third paragraph but it is well argued",
        "the bridge in the photo is the old one", "I listened to this song with my father",
        "could you explain how the compiler finds the module", "we visited the museum and the children loved it",
    ]

    static let texts = spam + ham

    /// A table of all texts, each with a number that makes it another comment.
    static func csv(copies: Int = 3) -> String {
        let rows = (0..<copies).flatMap { copy in
            texts.enumerated().map { "\($0.element) \(copy),\($0.offset < spam.count ? 1 : 0)" }
        }
        return (["CONTENT,CLASS"] + rows).joined(separator: "\n") + "\n"
    }

    /// The same as JSON Lines.
    static func jsonLines(copies: Int = 3) -> String {
        (0..<copies).flatMap { copy in
            texts.enumerated().map {
                #"{"content": "\#($0.element) \#(copy)", "label": "\#($0.offset < spam.count ? "spam" : "ham")"}"#
            }
        }.joined(separator: "\n") + "\n"
    }
}
