import Testing

@testable import SpamClassifier

struct PageTests {
    private let extractor = FeatureExtractor(hasher: FeatureHasher(seed: 1))

    private func measures(_ comment: Comment) -> [String] {
        extractor.namedFeatures(of: comment).names.values.map(\.text).filter { $0.hasPrefix("page words") }.sorted()
    }

    private func comment(_ content: String, permalink: String? = nil, context: String? = nil) -> Comment {
        var comment = Comment(content: content)
        comment.permalink = permalink
        comment.context = context
        return comment
    }

    @Test func `a comment that takes up the page's words says so`() {
        let page = "https://blog.example/2026/05/pruning-tomato-plants"
        #expect(measures(comment("I prune my tomato plants in May", permalink: page)) == ["page words: step 2"])
        #expect(measures(comment("Great post, thank you!", permalink: page)) == ["page words: step 0"])
    }

    @Test func `the context counts like the permalink, in any case and with accents`() {
        #expect(measures(comment("das café war zu", context: "CAFÉS, Café, Kaffee")) == ["page words: step 1"])
    }

    @Test func `nothing is said where nothing is known of the page`() {
        #expect(measures(comment("Great post")) == [])
        #expect(measures(comment("Great post", permalink: "https://blog.example/")) == [])
        #expect(measures(comment("Great post", permalink: "", context: "")) == [])
    }
}
