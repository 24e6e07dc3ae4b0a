import Testing

@testable import SpamClassifier

@Suite struct SiteTests {
    private func comment(_ content: String, site: String?) -> Comment {
        var comment = Comment(content: content)
        comment.site = site
        return comment
    }

    private func logOdds(_ model: Model, site: String?) -> Double {
        model.verdict(on: comment("knitting patterns for winter socks", site: site)).logOdds
    }

    @Test(arguments: Label.allCases) func `a site's own labels move its verdicts more than another site's`(label: Label)
    {
        let start = Model.fitted(to: Samples.make(60, seed: 1, sites: [nil, "a", "b"]))
        var model = start
        for content in ["knitting patterns", "winter socks", "more knitting patterns for socks"] {
            _ = model.learn(model.example(comment(content, site: "a"), as: label))
        }
        let sign = label == .spam ? 1.0 : -1.0
        func moved(_ site: String?) -> Double { sign * (logOdds(model, site: site) - logOdds(start, site: site)) }
        #expect(moved("a") > moved("b"))
        #expect(moved("a") > moved(nil))
        #expect(moved("b") > 0)
        #expect(moved(nil) > 0)
    }

    @Test func `sites that no label is known of judge as the default site does`() {
        let model = Model.fitted(to: Samples.make(60, seed: 2, sites: [nil, "a"]))
        #expect(logOdds(model, site: "new") == logOdds(model, site: nil))
        #expect(logOdds(model, site: "") == logOdds(model, site: nil))
    }

    @Test func `sites have keys of their own`() {
        let model = Model(seed: 1)
        #expect(model.siteKey(nil) == nil)
        #expect(model.siteKey("") == nil)
        #expect(model.siteKey("a") != model.siteKey("b"))
        #expect(model.siteKey("a") == model.siteKey("a"))
        #expect(model.siteKey("a") != Model(seed: 2).siteKey("a"))
    }

    @Test func `a feature has another key on each site`() throws {
        let model = Model(seed: 1)
        let first = try #require(model.siteKey("a"))
        let second = try #require(model.siteKey("b"))
        let keys = (1...5000 as ClosedRange<UInt64>).map { $0 &* 0x9E37_79B9_7F4A_7C15 }
        #expect(Set(keys + keys.map { first.own($0) } + keys.map { second.own($0) }).count == 15_000)
    }
}
