public import SpamClassifier

/// Comments of the kinds that cost differently.
public enum BenchmarkTexts {
    /// Each kind with its name.
    public static let all: [(name: String, comment: Comment)] = [
        ("short", Comment(content: "great song, thanks")),
        ("median", Comment(content: "I remember this one from the radio, my father sang it")),
        ("long", Comment(content: String(repeating: honest + "\n", count: 8))),
        ("CJK", Comment(content: "这首歌让我想起了小时候和父亲一起听收音机的日子，真的非常感谢你们上传")),
        (
            "obfuscated",
            Comment(content: "F.R.E.E ca$ino b0nus!!! cl1ck н​ere → www.win-big.example/go  𝐖𝐈𝐍 sooooo much")
        ),
        (
            "HTML",
            Comment(
                content: "<p>Visit <a href=\"http://shop.example/buy?id=7\">my shop</a> &amp; save 50&#37;!</p><br/>"
                    + "<b>Only today</b>: $ 5,000 or 20&euro;"
            )
        ),
    ]

    private static let honest = """
        The second verse always reminds me of the summer we spent at the lake, when the old radio in the kitchen played it every \
        evening and my grandmother hummed along. I had not heard it for twenty years, and found it here by chance.
        """

    /// A model that has learnt labelled comments of made-up words, the same every time.
    ///
    /// - Parameter count: How many comments, half of them spam.
    /// - Returns: The model after a refit.
    public static func model(comments count: Int) -> Model {
        var model = Model(seed: 1)
        var numbers = FixedNumbers(seed: 1)
        let examples = (0..<count).map { number in
            let label: Label = number.isMultiple(of: 2) ? .spam : .ham
            return model.example(comment(label, using: &numbers), as: label)
        }
        _ = model.refit(on: examples)
        return model
    }

    /// Ten words, some of which tell its class.
    public static func comment(_ label: Label, using numbers: inout FixedNumbers) -> Comment {
        let telling =
            label == .spam
            ? ["casino", "free", "win", "click", "www.win-big.example", "bonus"]
            : ["song", "radio", "father", "remember", "thanks", "great"]
        let words = (0..<10).map { _ in
            Int.random(in: 0..<4, using: &numbers) == 0
                ? telling.randomElement(using: &numbers) ?? "" : word(using: &numbers)
        }
        return Comment(content: words.joined(separator: " "))
    }

    /// A word of two to four syllables.
    public static func word(using numbers: inout FixedNumbers) -> String {
        let consonants = Array("bcdfghjklmnpqrstvwz")
        let vowels = Array("aeiou")
        var word = ""
        for _ in 0..<Int.random(in: 2...4, using: &numbers) {
            word.append(consonants.randomElement(using: &numbers) ?? "b")
            word.append(vowels.randomElement(using: &numbers) ?? "a")
        }
        return word
    }
}

/// Random numbers that are the same in every run: SplitMix64 (Steele, Lea, Flood, 2014).
public struct FixedNumbers: RandomNumberGenerator {
    private var state: UInt64

    /// Starts at a seed.
    public init(seed: UInt64) {
        state = seed
    }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
