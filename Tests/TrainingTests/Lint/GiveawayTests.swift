import SpamClassifier
import Testing
import Training

@Suite struct `Giveaways` {
    /// So many rows of a label, all changed alike.
    private func add(
        _ count: Int,
        _ label: Label,
        to set: inout LintFixture,
        _ change: (inout SpamClassifier.Comment) -> Void = { _ in }
    ) {
        for _ in 0..<count { set.add(label, change: change) }
    }

    @Test func `a field that only spam fills gives it away`() {
        var set = LintFixture()
        add(30, .spam, to: &set) { $0.date = "2026-01-01" }
        add(20, .spam, to: &set)
        add(50, .ham, to: &set)
        let lint = set.lint()
        #expect(
            lint.giveaways == [
                Giveaway(
                    trait: FieldTrait(field: .date, shape: .filled),
                    label: .spam,
                    ham: 0,
                    spam: 30,
                    otherSpamShare: Double(20) / 70
                )
            ]
        )
        let finding = lint.findings.first
        #expect(finding?.severity == .warning)
        #expect(finding?.rowCount == 30)
        #expect(finding?.rows.map(\.line) == Array(1...10))
    }

    @Test func `29 rows are too few`() {
        var set = LintFixture()
        add(29, .spam, to: &set) { $0.date = "2026-01-01" }
        add(50, .ham, to: &set)
        add(20, .spam, to: &set)
        #expect(set.lint().giveaways.isEmpty)
    }

    @Test func `2 in 100 of the other label are enough against the suspicion, 1 is not`() {
        func giveaways(others: Int) -> [FieldTrait] {
            var set = LintFixture()
            add(100 - others, .ham, to: &set) { $0.author = "A" }
            add(others, .spam, to: &set) { $0.author = "A" }
            add(50, .ham, to: &set)
            add(50, .spam, to: &set)
            return set.lint().giveaways.map(\.trait)
        }
        #expect(giveaways(others: 1) == [FieldTrait(field: .author, shape: .filled)])
        #expect(giveaways(others: 2).isEmpty)
    }

    @Test func `an empty field that only spam has gives it away`() {
        var set = LintFixture()
        add(40, .spam, to: &set) { $0.userAgent = " " }
        add(40, .spam, to: &set) { $0.userAgent = "Browser/1" }
        add(80, .ham, to: &set) { $0.userAgent = "Browser/2" }
        #expect(set.lint().giveaways.map(\.trait) == [FieldTrait(field: .userAgent, shape: .empty)])
    }

    @Test func `values of type, hosts, addresses and language give a label away`() {
        var set = LintFixture()
        add(30, .spam, to: &set) {
            $0.type = "Trackback"
            $0.language = "xx"
            $0.authorEmail = "me@mail.example.TOP"
            $0.authorURL = "https://user@shop.pills.top:8080/x.html?y=z.com"
            $0.permalink = "blog.example.top/post"
            $0.authorIP = "203.0.113.7"
        }
        for label in Label.allCases {
            add(30, label, to: &set) {
                $0.type = "comment"
                $0.language = "en"
                $0.authorEmail = "me@mail.example"
                $0.authorURL = "https://shop.example/"
                $0.permalink = "https://blog.example/post"
                $0.authorIP = "2001:DB8:1::7"
            }
        }
        #expect(
            set.lint().giveaways.map(\.trait) == [
                FieldTrait(field: .authorEmail, shape: .topLevelDomain("top")),
                FieldTrait(field: .authorURL, shape: .topLevelDomain("top")),
                FieldTrait(field: .authorIP, shape: .network("203.0.")),
                FieldTrait(field: .permalink, shape: .topLevelDomain("top")),
                FieldTrait(field: .type, shape: .value("trackback")),
                FieldTrait(field: .language, shape: .value("xx")),
            ]
        )
    }

    @Test func `what a field holds is no news if only one label fills it`() {
        var set = LintFixture()
        add(40, .spam, to: &set) { $0.type = "trackback" }
        add(40, .spam, to: &set) { $0.type = "pingback" }
        add(40, .spam, to: &set)
        add(40, .ham, to: &set)
        #expect(set.lint().giveaways.map(\.trait) == [FieldTrait(field: .type, shape: .filled)])
    }

    @Test func `nothing is given away where all rows lean the same way`() {
        var set = LintFixture()
        add(100, .ham, to: &set) { $0.type = "comment" }
        add(1, .spam, to: &set) { $0.type = "reply" }
        add(100, .ham, to: &set) { $0.type = "reply" }
        #expect(set.lint().giveaways.isEmpty)
    }
}
