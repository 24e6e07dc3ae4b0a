import Testing

@testable import SpamClassifier

@Suite struct FeatureBytesTests {
    private static let extractor = FeatureExtractor(hasher: FeatureHasher(seed: 11))

    private static let comments: [Comment] = {
        let edges = ["", "a", "😀", "one two three four five six", String(repeating: "ab ", count: 3_000)]
        return Samples.make(40, seed: 7, sites: [nil]).map(\.comment) + edges.map(Comment.init(content:))
    }()

    @Test func `features read back are the features`() throws {
        for comment in Self.comments {
            let features = Self.extractor.features(of: comment)
            #expect(try FeatureSet(bytes: features.bytes()) == features)
        }
    }

    @Test func `features that were cut off or go on are refused`() {
        for comment in Self.comments.prefix(12) {
            let bytes = Self.extractor.features(of: comment).bytes()
            for count in 0..<bytes.count {
                #expect(throws: SnapshotError.self) { try FeatureSet(bytes: Array(bytes.prefix(count))) }
            }
            #expect(throws: SnapshotError.damaged) { try FeatureSet(bytes: bytes + [0]) }
        }
    }

    @Test func `changed bytes never lead to features that cannot be judged`() {
        var numbers = FixedNumbers(seed: 5)
        let model = Model.fitted(to: Samples.make(20, seed: 1, sites: [nil]), seed: 11)
        let original = Self.extractor.features(of: Comment(content: "win money now, visit the page with a long text"))
            .bytes()
        var judged = 0
        for _ in 0..<3_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...3, using: &numbers) {
                bytes[Int.random(in: 5..<bytes.count, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers)
            }
            guard let features = try? FeatureSet(bytes: bytes) else { continue }
            judged += 1
            #expect(model.verdict(on: features).probability.isFinite)
        }
        #expect(judged > 0)
    }

    @Test func `features of other rules are told apart from damaged ones`() {
        var bytes = Self.extractor.features(of: Comment(content: "x")).bytes()
        bytes[1] = 99
        #expect(throws: SnapshotError.otherFeatures(99)) { try FeatureSet(bytes: bytes) }
        bytes[0] = 9
        #expect(throws: SnapshotError.otherFormat(9)) { try FeatureSet(bytes: bytes) }
    }
}
