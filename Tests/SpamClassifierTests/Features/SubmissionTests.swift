import Testing

@testable import SpamClassifier

struct SubmissionTests {
    private let extractor = FeatureExtractor(hasher: FeatureHasher(seed: 7))

    /// The names of the features that a change of the comment brings.
    private func added(_ change: (inout SpamClassifier.Comment) -> Void) -> Set<String> {
        let plain = SpamClassifier.Comment(content: "a remark")
        var changed = plain
        change(&changed)
        func names(_ comment: SpamClassifier.Comment) -> Set<String> {
            Set(extractor.namedFeatures(of: comment).names.values.map(\.text))
        }
        return names(changed).subtracting(names(plain))
    }

    @Test func `each role is evidence`() {
        #expect(added { $0.role = "Editor, guest" } == ["role editor", "role guest"])
        #expect(added { $0.role = "" }.isEmpty)
        #expect(added { $0.role = " , " }.isEmpty)
    }

    @Test func `each word about the form is evidence, up to sixteen`() {
        #expect(added { $0.signals = "nonce-failed keys-0" } == ["form nonce-failed", "form keys-0"])
        let many = (0..<20).map { "word-\($0)" }.joined(separator: " ")
        #expect(added { $0.signals = many }.count == 16)
    }

    @Test(arguments: [
        ("http://blog.example/p", "came from the page itself"),
        ("https://www.blog.example/", "came from the same host"),
        ("http://other.example/p", "came from elsewhere"), ("unknown", "came from elsewhere"), ("", nil),
    ])
    func `where the visitor came from is evidence`(referrer: String, name: String?) {
        let page = added { $0.permalink = "http://blog.example/p" }
        let both = added {
            $0.permalink = "http://blog.example/p"
            $0.referrer = referrer
        }
        #expect(both.subtracting(page) == Set([name].compactMap(\.self)))
        #expect(added { $0.referrer = referrer }.isEmpty)
    }
}
