import SpamClassifier
import Testing
import Training

@Suite struct `Recognition of formats` {
    @Test func `content counts more than the name of the file`() throws {
        #expect(try Reading("{\"text\": \"hi\", \"label\": 0}\n", named: "x.csv").format == .jsonLines)
        #expect(try Reading("text,label\nhi,0\nbuy,1\n", named: "x.tsv").format == .csv)
    }

    @Test func `a named format is obeyed`() throws {
        #expect(try Reading("ham\thi, you\nspam\tbuy, now\n", format: .tsv).format == .tsv)
        #expect(try Reading("text;label\nhi;0\nbuy;1\n", format: .csv).pairs == ["ham: hi", "spam: buy"])
    }

    @Test(
        arguments: [
            (Array("PK\u{3}\u{4}rest".utf8), CorpusError.ForeignContent.compressed),
            ([0xFF, 0xFE, 0x61, 0], .wideCharacters),
            (Array("a\0b\0c\0".utf8), .wideCharacters),
            (Array("SQLite format 3\0aaaaaaaa".utf8), .binary),
            (Array("[{\"text\": \"hi\"}]".utf8), .jsonArray),
            (Array("<?xml version=\"1.0\"?>".utf8), .markup),
            (Array("Just a sentence, or two.\nAnd no table.\n".utf8), .unstructured),
        ] as [([UInt8], CorpusError.ForeignContent)]
    )
    func `what cannot be read is named`(bytes: [UInt8], content: CorpusError.ForeignContent) throws {
        let file = try TemporaryFile(bytes)
        let path = file.path
        #expect(throws: CorpusError.unsupportedFormat(path: path, content)) { try Reading(path: path) }
    }

    @Test(arguments: ["", "\u{FEFF}", "\n \n"])
    func `a file without a row is empty`(text: String) throws {
        let file = try TemporaryFile(Array(text.utf8), named: "x.csv")
        let path = file.path
        #expect(throws: CorpusError.empty(path: path)) { try Reading(path: path) }
    }

    @Test func `a missing file and a folder are told apart`() throws {
        let file = try TemporaryFile()
        let missing = file.path + ".nowhere"
        #expect(throws: CorpusError.unreadable(path: missing, .missing)) { try Reading(path: missing) }
        #expect(throws: CorpusError.unsupportedFormat(path: "/", .plainFolder)) { try Reading(path: "/") }
        #expect(throws: CorpusError.unreadable(path: "/", .folder)) { try Reading(path: "/", format: .csv) }
    }

    @Test func `names promise formats`() {
        #expect(CorpusFormat(fileName: "a.b/c.CSV") == .csv)
        #expect(CorpusFormat(fileName: "x.ndjson") == .jsonLines)
        #expect(CorpusFormat(fileName: "x.txt") == nil)
        #expect(CorpusFormat(fileName: "x") == nil)
    }

    @Test func `problems and errors are sentences`() {
        #expect(
            CorpusProblem(line: 3, reason: .wrongNumberOfFields(found: 1, expected: 2)).description
                == "Line 3: 1 field where 2 are expected."
        )
        #expect(CorpusProblem(line: 3, lastLine: 5, reason: .emptyContent).description.hasPrefix("Lines 3–5: "))
        #expect(CorpusError.empty(path: "a.csv").description == "a.csv holds no comments.")
        #expect(
            CorpusError.noTextColumn(path: "a.csv", columns: ["x", "y"]).description.contains("“x”, “y”")
        )
    }
}
