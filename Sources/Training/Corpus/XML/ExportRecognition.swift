/// Tells the exports that are XML documents by their roots.
enum ExportRecognition {
    /// Recognises an export, and passes over the opening tag of its root; `nil` if the window holds no XML document.
    ///
    /// - Throws: ``CorpusError`` for an XML document that is no export.
    static func notation(of window: inout ByteWindow) throws(CorpusError) -> RowNotation? {
        let head = String(decoding: try window.bytes(0..<1_024), as: UTF8.self).drop { $0.isWhitespace }
        guard ["<?xml", "<rss", "<disqus"].contains(where: { head.hasPrefix($0) }) else { return nil }
        var scanner = XMLScanner()
        guard case .opening(let root, let tag, _) = try scanner.next(in: &window) else {
            throw .unsupportedFormat(path: window.path, .markup)
        }
        let characters = characterSet(ofDeclaration: head)
        switch root {
        case DisqusDialect.root:
            return .export(.disqus, characters)
        case WXRDialect.root where String(decoding: tag, as: UTF8.self).contains("xmlns:wp"):
            return .export(.wxr, characters)
        default:
            throw .unsupportedFormat(path: window.path, .markup)
        }
    }

    /// The character set that `<?xml … encoding="…"?>` names; UTF-8 if it names none.
    private static func characterSet(ofDeclaration head: Substring) -> CharacterSetName {
        let utf8 = CharacterSetName("utf-8")
        guard head.hasPrefix("<?xml"), let end = head.firstRange(of: "?>") else { return utf8 }
        let declaration = head[..<end.lowerBound]
        guard let name = declaration.firstRange(of: "encoding") else { return utf8 }
        let value = declaration[name.upperBound...].drop { $0.isWhitespace || $0 == "=" }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return utf8 }
        return CharacterSetName(value.dropFirst().prefix { $0 != quote })
    }
}
