import Testing

@testable import SpamClassifier

@Suite struct LimitTests {
    private let extractor = FeatureExtractor.forTests

    private func features(_ content: String) -> FeatureSet { extractor.features(of: Comment(content: content)) }

    /// Words, pairs and runs are bounded by the bytes that are looked at.
    private static let most = 3 * (Limits.leadingBytes + Limits.trailingBytes)

    @Test func `a megabyte of one letter is a handful of features`() {
        let features = features(String(repeating: "a", count: 1 << 20))
        #expect(features.words.count <= 4)
        #expect(features.count < 100)
    }

    @Test func `a megabyte of ideographs is bounded`() {
        var numbers = FixedNumbers(seed: 1)
        var content = String.UnicodeScalarView()
        for _ in 0..<(1 << 20) / 3 {
            guard let scalar = Unicode.Scalar(UInt32.random(in: 0x4E00..<0x9FA6, using: &numbers)) else { continue }
            content.append(scalar)
        }
        let features = features(String(content))
        #expect(features.count < Self.most)
        #expect(features.words.count > 1000)
    }

    @Test func `ten thousand links are bounded`() {
        let content = (0..<10_000).map { "http://host\($0).example/path\($0)" }.joined(separator: " ")
        let hosts = names(.link, of: content).filter { $0.hasPrefix("host ") }
        #expect(hosts.count == Limits.links)
        #expect(features(content).count < Self.most)
    }

    @Test func `deeply nested markup is bounded`() {
        let content =
            String(repeating: "<div><b>", count: 60_000) + "x" + String(repeating: "</b></div>", count: 60_000)
        #expect(features(content).count < 100)
    }

    @Test(arguments: [
        "-", "1,", "<", "&", "@", "a.", "1(", "h", "(", "\u{301}", "$1", "a@a.", "http:", "\u{1F468}\u{200D}", "a-",
        "1.",
    ])
    func `a long repetition of a nasty piece is bounded`(piece: String) {
        let content = "." + String(repeating: piece, count: 2000) + ":@#1"
        #expect(features(content).count < 10_000)
    }

    @Test func `a long author field is bounded`() {
        var comment = Comment(content: "hello")
        let long = (0..<100_000).map { "\($0)" }.joined(separator: ".")
        (comment.author, comment.authorEmail, comment.authorURL) = (long, long + "@" + long, "http://" + long)
        (comment.authorIP, comment.userAgent, comment.permalink) = (long, long, long)
        #expect(extractor.features(of: comment).author.count < 2 * Limits.fieldScalars)
    }

    @Test func `an advertisement behind padding is seen`() {
        let content = String(repeating: "lovely weather today. ", count: 5000) + "http://pills.example/buy"
        #expect(names(.link, of: content).contains("host pills.example"))
    }

    @Test(arguments: [(0, 0), (1, 1), (2, 1), (3, 2), (6, 2), (7, 3), (1_000_000, 19)])
    func `steps are whole octaves`(number: Int, step: Int) {
        #expect(Steps.log2(number) == step)
    }

    @Test(arguments: [(0, 0), (1, 2), (2, 3), (3, 4), (4, 4), (5, 5), (7, 6), (10, 6), (11, 7)])
    func `half steps are half octaves`(number: Int, step: Int) {
        #expect(Steps.halfLog2(number) == step)
    }

    @Test func `steps never fall`() {
        let steps = (0..<5000).map { Steps.halfLog2($0) }
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test func `a share knows nothing, none and all`() {
        #expect(Set([Steps.share(0, of: 0), Steps.share(0, of: 5), Steps.share(5, of: 5)]).count == 3)
        #expect((1..<10).map { Steps.share($0, of: 10) } == [0, 1, 1, 2, 2, 3, 3, 4, 4])
    }
}
