import Foundation
import FoundationXML

/// An element of XML with what is in it.
struct XMLNode {
    let name: String
    let attributes: [String: String]
    /// The characters that stand in the element itself.
    fileprivate(set) var text = ""
    fileprivate(set) var children: [XMLNode] = []

    /// Where the XML breaks its rules, counted from 1 within the bytes, and how.
    struct Fault: Error {
        let line: Int
        let column: Int
        let fault: CorpusProblem.XMLFault
    }

    /// Parses a document that is one element, by Foundation's parser.
    ///
    /// There is no document type, so no entity of its own and none from outside. Characters that XML forbids become U+FFFD
    /// before they are parsed: comments contain them, and exports pass them on. Prefixes need no declaration.
    static func parse(_ text: String) throws(Fault) -> XMLNode {
        let builder = XMLTreeBuilder()
        let parser = XMLParser(data: Data(text.utf8))
        parser.shouldResolveExternalEntities = false
        parser.delegate = builder
        _ = parser.parse()
        if let fault = builder.fault { throw fault }
        guard let root = builder.root else { throw Fault(line: 1, column: 1, fault: .mismatchedTags) }
        return root
    }

    /// The first child of a name.
    func child(_ name: String) -> XMLNode? { children.first { $0.name == name } }

    /// The text of the first child of a name, without white space around it; `nil` if there is none.
    func text(of name: String) -> String? {
        guard let text = child(name)?.text.trimmed, !text.isEmpty else { return nil }
        return text
    }
}

/// Puts the events of the parser together.
private final class XMLTreeBuilder: NSObject, XMLParserDelegate {
    private(set) var root: XMLNode?
    private(set) var fault: XMLNode.Fault?
    private var open: [XMLNode] = []

    /// Codes of libxml2, which Foundation passes on.
    private enum Code {
        /// A prefix is not declared: here only the names matter.
        static let undeclaredPrefix = 201
        static let undeclaredEntity = 26
        static let mismatchedTags = 76
    }

    func parser(
        _ parser: XMLParser,
        didStartElement elementName: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        open.append(XMLNode(name: elementName, attributes: attributes))
    }

    func parser(
        _ parser: XMLParser,
        didEndElement elementName: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        guard let node = open.popLast() else { return }
        if open.isEmpty { root = node } else { open[open.count - 1].children.append(node) }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if !open.isEmpty { open[open.count - 1].text += string }
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        if !open.isEmpty { open[open.count - 1].text += String(decoding: block, as: UTF8.self) }
    }

    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
        let code = (error as NSError).code
        guard fault == nil, code != Code.undeclaredPrefix else { return }
        fault = XMLNode.Fault(line: parser.lineNumber, column: parser.columnNumber, fault: Self.fault(code))
    }

    private static func fault(_ code: Int) -> CorpusProblem.XMLFault {
        switch code {
        case Code.mismatchedTags: .mismatchedTags
        case Code.undeclaredEntity: .undefinedEntity
        default: .other(code: code)
        }
    }
}

extension String {
    /// The text with U+FFFD for every character that XML 1.0 forbids.
    var legalInXML: String {
        let isLegal = { (scalar: Unicode.Scalar) in
            switch scalar.value {
            case 0x9, 0xA, 0xD, 0x20...0xFFFD, 0x1_0000...: true
            default: false
            }
        }
        guard !unicodeScalars.allSatisfy(isLegal) else { return self }
        return String(UnicodeScalarView(unicodeScalars.map { isLegal($0) ? $0 : "\u{FFFD}" }))
    }
}
