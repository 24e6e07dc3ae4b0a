/// A piece of HTML or SVG in which every text is escaped: it can be made from texts and elements only.
struct Markup {
    /// The source, fit to stand between tags.
    let source: String

    private init(source: String) { self.source = source }

    /// A text.
    init(_ text: String) { source = Self.escaped(text) }

    /// Several pieces, one behind the other.
    init(_ pieces: [Markup]) { source = pieces.map(\.source).joined() }

    /// An element with what it contains.
    static func element(
        _ name: String,
        _ attributes: KeyValuePairs<String, String> = [:],
        children: [Markup]
    ) -> Markup {
        Markup(source: "<\(name)\(written(attributes))>\(children.map(\.source).joined())</\(name)>")
    }

    /// An element with a text.
    static func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String) -> Markup {
        element(name, attributes, children: [Markup(text)])
    }

    /// An element that contains nothing and has no end tag.
    static func void(_ name: String, _ attributes: KeyValuePairs<String, String>) -> Markup {
        Markup(source: "<\(name)\(written(attributes))>")
    }

    /// A style sheet, which HTML does not let be escaped; only sheets that are part of the program.
    static func styleSheet(_ sheet: StaticString) -> Markup {
        Markup(source: "<style>\(sheet)</style>")
    }

    private static func written(_ attributes: KeyValuePairs<String, String>) -> String {
        attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    }

    /// Control characters, which HTML forbids, become U+FFFD.
    private static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            case "\n", "\t": result.append(scalar)
            case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}": result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
