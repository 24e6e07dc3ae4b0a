import Testing

@testable import SpamClassifier

/// Anything at all may be sent: nothing crashes, everything is finite, and what was learnt can be forgotten.
@Suite struct FuzzTests {
    private static let pieces: [[UInt32]] = [
        [0x301, 0x302, 0x489], [0x202E], [0x200F, 0x5D0], [0], [0xFEFF], [0xFFFD], [0xFFFF], [0x10FFFF],
        [0x1F468, 0x200D, 0x1F469],
        [0x1F1E9, 0x1F1EA], [0x1112, 0x1161, 0x11AB], [0x3C, 0x61, 0x20, 0x68, 0x72, 0x65, 0x66, 0x3D], [0x3E],
        [0x26, 0x23],
        [0x26, 0x61, 0x6D, 0x70], [0x68, 0x74, 0x74, 0x70, 0x3A, 0x2F, 0x2F], [0x77, 0x77, 0x77, 0x2E],
        [0x2E, 0x63, 0x6F, 0x6D],
        [0x40], [0x24, 0x31], [0x31, 0x3A, 0x32, 0x33], [0x2B, 0x34, 0x39], [0xE0001, 0xE0061], [0xDF, 0x130, 0x131],
        [0x0D, 0x0A],
        [0xFB01, 0xFDFA, 0x3300], [0x6F22], [0x20], [0x20], [0x20], [0x2D, 0x2D], [0x2D], [0x7C], [0x21], [0x23],
    ]

    private func text(using numbers: inout FixedNumbers) -> String {
        if Int.random(in: 0..<4, using: &numbers) == 0 {
            let bytes = (0..<Int.random(in: 0..<60, using: &numbers)).map { _ in
                UInt8.random(in: 0...255, using: &numbers)
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0..<14, using: &numbers) {
            var piece: [UInt32]
            switch Int.random(in: 0..<8, using: &numbers) {
            case 0: piece = [UInt32.random(in: 0..<0x110000, using: &numbers)]
            case 1: piece = [UInt32.random(in: 0x20..<0x80, using: &numbers)]
            case 2: piece = [UInt32.random(in: 0x80..<0x3000, using: &numbers)]
            default: piece = Self.pieces.randomElement(using: &numbers) ?? []
            }
            if Int.random(in: 0..<8, using: &numbers) == 0 {
                piece = (0..<Int.random(in: 1..<30, using: &numbers)).flatMap { _ in piece }
            }
            for scalar in piece { text.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
        }
        return String(text)
    }

    private func comment(using numbers: inout FixedNumbers) -> Comment {
        var comment = Comment(content: text(using: &numbers))
        if Int.random(in: 0..<6, using: &numbers) == 0 {
            comment.author = text(using: &numbers)
            comment.authorEmail = text(using: &numbers)
            comment.authorURL = text(using: &numbers)
            comment.authorIP = text(using: &numbers)
            comment.userAgent = text(using: &numbers)
            comment.permalink = text(using: &numbers)
            comment.site = text(using: &numbers)
        }
        return comment
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func `five hundred senseless comments are judged, explained, learnt and forgotten`(seed: UInt64) {
        var numbers = FixedNumbers(seed: seed)
        var model = Model.fitted(to: Samples.make(20, seed: 1))
        let before = model
        var learnt: [(Example, Lesson)] = []
        for number in 0..<500 {
            let comment = comment(using: &numbers)
            let example = model.example(comment, as: Bool.random(using: &numbers) ? .spam : .ham)
            let verdict = model.verdict(on: example.features, site: example.site)
            #expect(verdict.logOdds.isFinite)
            #expect(verdict.probability > 0 && verdict.probability < 1)
            if number % 5 == 0 {
                let explanation = model.explanation(of: comment)
                let parts = explanation.evidence.map(\.logOdds) + explanation.general.map(\.logOdds)
                #expect(abs(parts.reduce(0, +) - verdict.logOdds) < 1e-9)
            }
            learnt.append((example, model.learn(example)))
        }
        for (example, lesson) in learnt.shuffled(using: &numbers) { model.unlearn(example, lesson) }
        #expect(model.table == before.table)
        #expect(model.totals == before.totals)
    }

    @Test func `senseless comments can be refitted on`() {
        var numbers = FixedNumbers(seed: 9)
        var model = Model(seed: 1)
        let examples = (0..<60).map { model.example(comment(using: &numbers), as: $0 % 3 == 0 ? .spam : .ham) }
        let lessons = model.refit(on: examples)
        #expect(Input.allCases.allSatisfy { model.combination.weights[$0].isFinite })
        for (example, lesson) in zip(examples, lessons) { model.unlearn(example, lesson) }
        #expect(model.table == FeatureTable())
    }
}
