import Foundation
import Testing

@testable import SpamFilterService

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Pages as tests look at them.
enum PageMarkup {
    /// The drawings of a page, each as a document of its own.
    static func drawings(_ page: String) -> [String] {
        page.components(separatedBy: "<svg").dropFirst().compactMap { part in
            part.range(of: "</svg>").map { "<svg" + part[..<$0.upperBound] }
        }
    }

    /// Whether a text is a well-formed XML document.
    static func isWellFormed(_ text: String) -> Bool {
        let parser = XMLParser(data: Data(text.utf8))
        // Where the end of the text is missing the parser says so only in its error.
        return parser.parse() && parser.parserError == nil
    }

    /// Renders a page for whoever may do everything.
    static func render(_ template: PageTemplate, _ view: some Sendable, access: Access = .open) -> String {
        let frame = PageFrame(title: "A page", section: nil, access: access, token: "0", notice: nil)
        return template.render(PageView(frame: frame, page: view))
    }
}
