import SpamClassifier

/// Swift Testing has a type of this name too.
typealias Comment = SpamClassifier.Comment

/// Random numbers that are the same in every run: SplitMix64 (Steele, Lea, Flood, 2014).
struct FixedNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// A comment with its label.
struct Sample {
    let comment: Comment
    let label: Label
}

/// Made-up comments: advertisements and honest talk, with words in common.
enum Samples {
    private static let advertising = [
        "buy", "cheap", "pills", "casino", "bonus", "click", "subscribe", "free", "followers", "http://win.example/now",
        "www.pills.example", "$500", "!!!", "loan", "winner", "viagra", "FREE", "visit", "channel", "deal",
    ]
    private static let honest = [
        "lovely", "song", "thanks", "remember", "concert", "agree", "article", "question", "because", "grandmother",
        "melody", "yesterday", "chorus", "lyrics", "writing", "author", "paragraph", "never", "heard", "recipe",
    ]
    private static let common = ["the", "a", "and", "this", "my", "is", "so", "you", ".", ",", "it's", "please"]

    /// As many comments as asked for, about four in ten of them spam.
    static func make(_ count: Int, seed: UInt64, sites: [String?] = [nil]) -> [Sample] {
        var numbers = FixedNumbers(seed: seed)
        return (0..<count).map { _ in
            let label: Label = Int.random(in: 0..<10, using: &numbers) < 4 ? .spam : .ham
            return Sample(comment: comment(label, sites: sites, using: &numbers), label: label)
        }
    }

    private static func comment(_ label: Label, sites: [String?], using numbers: inout FixedNumbers) -> Comment {
        let (own, other) = label == .spam ? (advertising, honest) : (honest, advertising)
        let words = (0..<Int.random(in: 2...18, using: &numbers)).map { _ in
            let pool =
                switch Int.random(in: 0..<20, using: &numbers) {
                case 0..<9: own
                case 9..<11: other
                default: common
                }
            return pool.randomElement(using: &numbers) ?? ""
        }
        var comment = Comment(content: words.joined(separator: " "))
        comment.site = sites.randomElement(using: &numbers) ?? nil
        if Bool.random(using: &numbers) {
            comment.author = ["Anna", "Best Deals 24", "Jörg", "casino-bonus"].randomElement(using: &numbers)
            comment.authorEmail = "\(Int.random(in: 0..<40, using: &numbers))@mail.example"
            comment.authorIP = "192.0.2.\(Int.random(in: 0..<40, using: &numbers))"
        }
        return comment
    }

    /// A text that no comment of ``make(_:seed:sites:)`` shares a word with.
    static let unknownText = "Zebras quietly graze behind tall fences whenever rainclouds gather"

    static let advertisement = "click free casino bonus http://win.example/now cheap pills buy followers"
}

extension Model {
    /// A model that learnt comments by a refit.
    static func fitted(to samples: [Sample], seed: UInt64 = 1) -> Model {
        var model = Model(seed: seed)
        _ = model.refit(on: model.examples(samples))
        return model
    }

    func examples(_ samples: [Sample]) -> [Example] {
        samples.map { example($0.comment, as: $0.label) }
    }
}
