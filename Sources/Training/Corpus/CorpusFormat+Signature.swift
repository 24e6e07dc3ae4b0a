extension CorpusFormat {
    /// The format of a file that begins as no ordinary text does: a maildir, mail, an export, or JSON Lines.
    ///
    /// Tables are not told from prose here: whoever judges a file as one text wants no list of texts by mistake.
    ///
    /// - Parameter path: The file, which may be packed by gzip, or the folder.
    /// - Returns: The format; `nil` for everything else.
    /// - Throws: ``CorpusError`` if the file cannot be read.
    public static func signature(ofFileAt path: String) throws(CorpusError) -> CorpusFormat? {
        if FileFacts(path: path).isFolder, MaildirRows.isMaildir(path) { return .maildir }
        var window = try ByteWindow(path: path)
        if try window.bytes(0..<3).elementsEqual([0xEF, 0xBB, 0xBF]) { window.advance(by: 3) }
        if try MboxRows.beginsMail(in: &window) { return .mbox }
        // A brace alone begins many a spam template, “{Hi|Hello}”.
        let ink = try window.bytes(0..<1_024).filter { $0 > UInt8(ascii: " ") }
        if ink.starts(with: [UInt8(ascii: "{"), UInt8(ascii: "\"")]) { return .jsonLines }
        do {
            return try ExportRecognition.notation(of: &window)?.format
        } catch .unsupportedFormat {
            return nil
        }
    }
}
