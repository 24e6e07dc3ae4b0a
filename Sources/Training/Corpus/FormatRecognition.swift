import Foundation

/// How the rows of a file are written, found out from its first bytes.
enum RowNotation: Hashable {
    case delimited(DelimitedGrammar)
    case jsonLines
    case mbox
    /// A WordPress or a Disqus export in some character set, read up to behind the opening tag of its root.
    case export(CorpusFormat, CharacterSetName)

    var format: CorpusFormat {
        switch self {
        case .jsonLines: .jsonLines
        case .mbox: .mbox
        case .export(let format, _): format
        case .delimited(.tab): .tsv
        case .delimited: .csv
        }
    }
}

/// Finds out how the rows of a file are written: by its content, and by its name where the content leaves it open.
struct FormatRecognition {
    /// The share of sampled rows that must have the same number of fields before a separator is believed.
    ///
    /// Prose split at commas stays below one half; a table stays far above, even with some torn rows.
    static let agreement = 0.6

    /// Recognises the rows of the window, which must not have been advanced; passes over a byte order mark.
    static func notation(
        of window: inout ByteWindow,
        format: CorpusFormat?
    ) throws(CorpusError) -> RowNotation {
        let path = window.path
        let head = Array(try window.bytes(0..<4_096))
        if let foreign = foreignContent(head) { throw .unsupportedFormat(path: path, foreign) }
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { window.advance(by: 3) }
        guard let first = try firstInk(in: &window) else { throw .empty(path: path) }

        switch format {
        case .jsonLines: return .jsonLines
        case .tsv: return .delimited(.tab)
        case .csv: return .delimited(try bestSeparator([.comma, .semicolon], in: &window)?.grammar ?? .comma)
        case .mbox: return .mbox
        case .maildir: throw .unsupportedFormat(path: path, .noFolder)
        case .wxr, .disqus, nil: break
        }
        if let export = try ExportRecognition.notation(of: &window) {
            guard format == nil || format == export.format else { throw .unsupportedFormat(path: path, .markup) }
            return export
        }
        if format != nil { throw .unsupportedFormat(path: path, .markup) }
        if try MboxRows.beginsMessage(in: &window) { return .mbox }
        let named = CorpusFormat(fileName: path)
        if first == UInt8(ascii: "{"), try firstLineIsObject(in: &window) || named == .jsonLines { return .jsonLines }
        if let best = try bestSeparator([.tab, .comma, .semicolon], in: &window),
            best.share >= agreement
        {
            return .delimited(best.grammar)
        }
        switch named {
        case .csv: return .delimited(try bestSeparator([.comma, .semicolon], in: &window)?.grammar ?? .comma)
        case .tsv: return .delimited(.tab)
        case .jsonLines: return .jsonLines
        case .mbox: return .mbox
        case .maildir, .wxr, .disqus, nil: break
        }
        if first == UInt8(ascii: "[") { throw .unsupportedFormat(path: path, .jsonArray) }
        if first == UInt8(ascii: "<") { throw .unsupportedFormat(path: path, .markup) }
        throw .unsupportedFormat(path: path, .unstructured)
    }

    /// What the first bytes say the file is, if it is nothing that can be read.
    private static func foreignContent(_ head: [UInt8]) -> CorpusError.ForeignContent? {
        let archives: [[UInt8]] = [
            [0x1F, 0x8B], Array("PK\u{3}\u{4}".utf8), Array("BZh".utf8), [0xFD, 0x37, 0x7A, 0x58],
            [0x28, 0xB5, 0x2F, 0xFD],
        ]
        if archives.contains(where: { head.starts(with: $0) }) { return .compressed }
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return .wideCharacters }
        let zeros = head.count { $0 == 0 }
        if zeros > 0 { return zeros * 3 > head.count ? .wideCharacters : .binary }
        let text = String(decoding: head.prefix(64), as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        if text.lowercased().hasPrefix("<!doctype html") { return .markup }
        if let bracket = text.first, bracket == "[", text.dropFirst().first(where: { !$0.isWhitespace }) == "{" {
            return .jsonArray
        }
        return nil
    }

    /// The first byte that is not white space; `nil` if there is none in the first chunk.
    private static func firstInk(in window: inout ByteWindow) throws(CorpusError) -> UInt8? {
        for byte in try window.bytes(0..<ByteWindow.chunkSize) where byte > UInt8(ascii: " ") {
            return byte
        }
        return nil
    }

    private static func firstLineIsObject(in window: inout ByteWindow) throws(CorpusError) -> Bool {
        var offset = 0
        while offset < CorpusReader.longestRow {
            let length = try window.lineLength(from: offset, limit: CorpusReader.longestRow)
            guard length > 0 else { return false }
            let line = try window.bytes(offset..<offset + length)
            if line.contains(where: { $0 > UInt8(ascii: " ") }) {
                return (try? JSONSerialization.jsonObject(with: Data(RepairedText(line).string.utf8))) is [String: Any]
            }
            offset += length
        }
        return false
    }

    /// The separator under which most rows have the same number of fields, two or more; the earlier wins a tie.
    private static func bestSeparator(
        _ grammars: [DelimitedGrammar],
        in window: inout ByteWindow
    ) throws(CorpusError) -> (grammar: DelimitedGrammar, share: Double)? {
        var best: (grammar: DelimitedGrammar, share: Double)?
        for grammar in grammars {
            let rows = try grammar.sample(of: &window, count: 200)
            guard let width = ColumnLayout.commonWidth(of: rows), width > 1 else { continue }
            let share = Double(rows.count { $0.count == width }) / Double(rows.count)
            if share > best?.share ?? 0 { best = (grammar, share) }
        }
        return best
    }
}
