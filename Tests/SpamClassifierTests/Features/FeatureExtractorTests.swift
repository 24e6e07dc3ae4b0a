import Testing

@testable import SpamClassifier

@Suite struct FeatureExtractorTests {
    private let extractor = FeatureExtractor.forTests

    private var full: Comment {
        var comment = Comment(content: "Visit http://shop.example/sale?id=1 it's FREE, J\u{F6}rg!")
        comment.author = "Best Deals 24"
        comment.authorEmail = "joe24@mail.example"
        comment.authorURL = "https://www.shop.example/about-us"
        comment.authorIP = "192.0.2.17"
        comment.userAgent = "Mozilla/5.0 (X11; Linux)"
        comment.honeypot = "x"
        comment.secondsToSubmit = 3
        return comment
    }

    @Test func `features are distinct and in ascending order`() {
        for sample in Samples.make(100, seed: 1) {
            let features = extractor.features(of: sample.comment)
            let families = [features.words, features.pairs, features.characters, features.structure, features.author]
            for keys in families {
                #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
                #expect(!keys.contains(0))
            }
            #expect(features.count == families.reduce(0) { $0 + $1.count })
            #expect(FeatureFamily.allCases.reduce(0) { $0 + features.count(of: $1) } == features.count)
        }
    }

    @Test func `a word said ten times is one feature`() {
        let once = extractor.features(of: Comment(content: "casino"))
        let often = extractor.features(of: Comment(content: String(repeating: "casino ", count: 10)))
        #expect(once.words == often.words)
        #expect(once.words.count == 1)
    }

    @Test func `the same comment has the same features`() {
        #expect(extractor.features(of: full) == FeatureExtractor(hasher: FeatureHasher(seed: 1)).features(of: full))
    }

    @Test func `named features are the features`() {
        for sample in Samples.make(50, seed: 2) {
            let named = extractor.namedFeatures(of: sample.comment)
            #expect(named.features == extractor.features(of: sample.comment))
            #expect(named.names.count == named.features.count)
        }
    }

    @Test func `each feature's name is of its family`() {
        let named = extractor.namedFeatures(of: full)
        for family in FeatureFamily.allCases {
            #expect(named.features.count(of: family) > 0)
            named.features.forEach(in: family) { key in #expect(named.names[key]?.kind.family == family) }
        }
    }

    @Test func `another seed changes every key`() {
        let other = FeatureExtractor(hasher: FeatureHasher(seed: 2)).namedFeatures(of: full)
        let named = extractor.namedFeatures(of: full)
        #expect(Set(named.names.values) == Set(other.names.values))
        #expect(Set(named.names.keys).isDisjoint(with: other.names.keys))
    }

    @Test func `what the author is called leaves the other families alone`() {
        let text = extractor.features(of: Comment(content: full.content))
        let whole = extractor.features(of: full)
        #expect(text.author.isEmpty)
        #expect(!whole.author.isEmpty)
        #expect(text.words == whole.words)
        #expect(text.pairs == whole.pairs)
        #expect(text.characters == whole.characters)
        #expect(text.structure == whole.structure)
        #expect(text.passages == whole.passages)
    }

    @Test func `a missing name or address counts only when something is known of the author`() {
        #expect(names(.author, of: Comment(content: "hello")).isEmpty)
        var comment = Comment(content: "hello")
        comment.authorEmail = "joe@mail.example"
        #expect(names(.author, of: comment).isSuperset(of: ["noName 1", "noURL 1"]))
        comment.author = "Joe"
        #expect(!names(.author, of: comment).contains("noName 1"))
        comment.authorURL = "http://x.example"
        #expect(!names(.author, of: comment).contains("noURL 1"))
    }

    @Test func `an empty field is an absent one`() {
        var comment = Comment(content: "hello")
        (comment.author, comment.authorEmail, comment.authorURL, comment.authorIP) = ("", "", "", "")
        (comment.permalink, comment.site) = ("", "")
        #expect(extractor.features(of: comment) == extractor.features(of: Comment(content: "hello")))
    }

    @Test func `a name of invisible characters is no name`() {
        var comment = Comment(content: "hello")
        comment.author = "\u{200B}\u{2060}"
        #expect(names(.author, of: comment).contains("noName 1"))
    }

    @Test func `a link to the page's own host is neutral`() {
        var comment = Comment(content: "see https://www.blog.example/other-post?x=1")
        comment.permalink = "http://blog.example/post"
        #expect(names(.link, of: comment) == ["link to the page's own host"])
        comment.permalink = "http://elsewhere.example/post"
        #expect(names(.link, of: comment).isSuperset(of: ["host blog.example", "query name x", "scheme https"]))
    }

    @Test func `the parts of links and addresses are features`() {
        let links = names(.link, of: "http://a.shop.biz/best-deals?ref=1 joe@mail.example")
        #expect(
            links.isSuperset(of: [
                "host a.shop.biz", "domain shop.biz", "top-level domain biz", "scheme http", "path word best",
                "path word deals", "query name ref", "e-mail joe@mail.example", "e-mail domain mail.example",
            ])
        )
    }

    @Test func `the author's fields are features`() {
        #expect(
            names(.author, of: full).isSuperset(of: [
                "name best deals 24", "name word deals", "name part ^be", "name part 24$", "e-mail joe24@mail.example",
                "e-mail domain mail.example", "host shop.example", "address word about",
            ])
        )
        #expect(
            names(.submission, of: full).isSuperset(of: [
                "network address 192.0.2.17", "network 192.0.2", "network 192.0", "browser linux", "honeypot 1",
            ])
        )
    }

    @Test func `pairs and runs go across the whole text`() {
        #expect(names(.pair, of: "big sale") == ["^ big", "big sale", "sale $"])
        #expect(names(.pair, of: "") == ["^ $"])
        #expect(names(.characters, of: "big") == [" big "])
        #expect(names(.characters, of: "hi") == [])
        #expect(names(.characters, of: "a cat") == [" a ca", "a cat", " cat "])
    }

    @Test(arguments: [
        ("Hello", "Xx"), ("HELLO", "X"), ("h3llo!!", "xdx!"), ("\u{6211}\u{7231}", "u"), ("aAaAaAaAaA", "xXxXxXxX"),
    ])
    func `a word has an outline`(word: String, shape: String) {
        #expect(names(.shape, of: word) == [shape])
    }

    @Test func `nothing depends on the colour of a skin`() {
        let light = extractor.features(of: Comment(content: "well done \u{1F44D}\u{1F3FB} friend"))
        let dark = extractor.features(of: Comment(content: "well done \u{1F44D}\u{1F3FF} friend"))
        #expect(light == dark)
        #expect(light == extractor.features(of: Comment(content: "well done \u{1F44D} friend")))
    }

    @Test(arguments: [0.0, 0.4, 1e300, .infinity, -.infinity, -1, .nan]) func `any time taken is bearable`(
        seconds: Double
    ) {
        var comment = Comment(content: "hello")
        comment.secondsToSubmit = seconds
        #expect(extractor.features(of: comment).author.count == (seconds >= 0 ? 1 : 0))
    }
}

struct FeatureSearchTests {
    @Test func `a comment has the features that are named, and no others`() {
        let extractor = FeatureExtractor.forTests
        for sample in Samples.make(20, seed: 3) {
            for name in extractor.namedFeatures(of: sample.comment).names.values {
                #expect(extractor.hasFeature(name, in: sample.comment))
                let other = FeatureKind.allCases.first { $0.family != name.kind.family } ?? .word
                #expect(!extractor.hasFeature(FeatureName(kind: other, text: name.text + "\u{0}"), in: sample.comment))
            }
            #expect(!extractor.hasFeature(FeatureName(kind: .word, text: "nowhere-to-be-found"), in: sample.comment))
        }
    }
}
