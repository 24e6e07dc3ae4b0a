import SpamClassifier
import Testing
import Training

@Suite struct `Files packed by gzip` {
    private let table = "text,label\nhello,ham\nbuy,spam\n"

    private func reading(_ bytes: [UInt8], named name: String = "comments.csv.gz") throws -> Reading {
        let file = try TemporaryFile(bytes, named: name)
        return try Reading(path: file.path)
    }

    @Test func `tables and JSON Lines are read as if they were not packed`() throws {
        let packed = try reading(try Packing.packed(table))
        #expect(packed.format == .csv)
        #expect(packed.pairs == ["ham: hello", "spam: buy"])
        #expect(packed.rows.map(\.line) == [2, 3])
        let lines = try Packing.packed("{\"text\": \"hi\", \"label\": \"ham\"}\n")
        #expect(try reading(lines, named: "anything").format == .jsonLines)
    }

    @Test func `all members count, and what is none is passed over`() throws {
        let bytes = try Packing.packed("text,label\nhello,ham\n") + Packing.packed("buy,spam\n")
        #expect(try reading(bytes).pairs == ["ham: hello", "spam: buy"])
        #expect(try reading(bytes + [0, 0, 0, 0]).pairs == ["ham: hello", "spam: buy"])
    }

    @Test func `a name may promise a format before its gz`() throws {
        #expect(CorpusFormat(fileName: "a.JSONL.gz") == .jsonLines)
        #expect(CorpusFormat(fileName: "a.gz") == nil)
    }

    @Test func `the progress is that of the packed bytes`() throws {
        let bytes = try Packing.packed(table)
        let reading = try reading(bytes)
        #expect(reading.totalBytes == bytes.count)
        #expect(reading.bytesRead == bytes.count)
    }

    @Test(arguments: [1, 4, 9, 20, 30])
    func `a file that ends early says so`(missing: Int) throws {
        let file = try TemporaryFile(Array(try Packing.packed(table).dropLast(missing)))
        let path = file.path
        #expect(throws: CorpusError.unreadable(path: path, .cutOff)) { try Reading(path: path) }
    }

    @Test func `a damaged file says so`() throws {
        var bytes = try Packing.packed(table)
        bytes[bytes.count - 6] ^= 1
        let file = try TemporaryFile(bytes)
        let path = file.path
        #expect(throws: CorpusError.unreadable(path: path, .damaged)) { try Reading(path: path) }
    }

    @Test func `gzip within gzip is refused`() throws {
        let file = try TemporaryFile(try Packing.packed(try Packing.packed(table), times: 1))
        let path = file.path
        #expect(throws: CorpusError.unsupportedFormat(path: path, .compressed)) { try Reading(path: path) }
    }

    @Test func `a row that unpacks to megabytes is a problem of its own`() throws {
        let bytes =
            try Packing.packed("text,label\n")
            + Packing.packed(Array(repeating: UInt8(ascii: "x"), count: 65_536), times: 32)
            + Packing.packed(",ham\nhello,ham\n")
        let reading = try reading(bytes)
        #expect(reading.pairs == ["ham: hello"])
        #expect(reading.problems.map(\.reason) == [.rowTooLong(limit: CorpusReader.longestRow)])
    }
}
