import Mustache
import Testing

@testable import SpamFilterService

/// The templates see the same in a view that was reflected once as in the view itself.
struct ViewFieldsTests {
    private struct Inner: Sendable {
        let word: String
        let none: String?
        let some: String?
        let isTrue: Bool
    }

    private struct Outer: Sendable {
        let none = "outer"
        let number: Int?
        let length = 0.5
        let inners: [Inner]
        let empty: [Inner] = []
        let absent: Inner? = nil
        let present: Inner?
        let words = ["a", "b"]
        let named = ["key": "value"]
    }

    @Test func `a template makes the same of it`() throws {
        let template = try MustacheTemplate(
            string: """
                {{number}} {{length}} {{#inners}}[{{word}} {{none}} {{#some}}{{.}}{{/some}} {{#isTrue}}yes{{/isTrue}}{{^isTrue}}no{{/isTrue}}]{{/inners}}
                {{^empty}}empty{{/empty}}{{#absent}}there{{/absent}}{{^absent}}not there{{/absent}} {{present.word}} {{#words}}{{.}},{{/words}}
                {{named.key}} {{named.other}}
                """
        )
        let inners = [
            Inner(word: "<x>", none: nil, some: "some", isTrue: true),
            Inner(word: "y", none: "own", some: nil, isTrue: false),
        ]
        for number in [nil, 7] {
            let view = Outer(number: number, inners: inners, present: inners.first)
            let rendered = template.render(ViewFields(view))
            #expect(rendered == template.render(view))
            #expect(rendered.contains("[&lt;x&gt; outer some yes][y own  no]"))
        }
    }
}
