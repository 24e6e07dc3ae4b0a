import SpamClassifier
import Testing
import Training

/// A small generator with a fixed course, for tests.
struct FixedCourse: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 2 + 1 }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let word = (state >> 18) ^ state
        return (word >> 27) | (word << 37)
    }
}

@Suite struct `Any corpus` {
    private static let alphabet: [Character] = Array("ab ,;\"\n\té1{}")

    private func someText(_ random: inout FixedCourse) -> String {
        "x"
            + String(
                (0..<Int.random(in: 0...12, using: &random)).map { _ in
                    Self.alphabet.randomElement(using: &random) ?? "a"
                }
            )
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `quoted texts come back as they were written`(seed: UInt64) throws {
        var random = FixedCourse(seed)
        let texts = (0..<40).map { _ in someText(&random) }
        let lines = texts.map {
            "\"\($0.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\",ham\n"
        }
        let reading = try Reading("text,label\n" + lines.joined(), format: .csv)
        #expect(reading.rows.map(\.comment.content) == texts)
        #expect(reading.problems.isEmpty)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `torn rows never make a later plain row disappear`(seed: UInt64) throws {
        var random = FixedCourse(seed)
        var text = "id,text,label\n"
        var plain: Set<String> = []
        for number in 0..<60 {
            if Int.random(in: 0..<6, using: &random) == 0 {
                text += "t\(number),\"torn \(Int.random(in: 0...9, using: &random)),spam\n"
            } else {
                text += "p\(number),plain words,ham\n"
                plain.insert("p\(number)")
            }
        }
        let reading = try Reading(text)
        #expect(plain.isSubset(of: Set(reading.rows.compactMap(\.id))))
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `arbitrary bytes are read to the end or refused, and lines only rise`(seed: UInt64) throws {
        var random = FixedCourse(seed)
        let pieces: [[UInt8]] = [
            Array("text,label\n".utf8), Array("ham".utf8), Array("\"".utf8), Array(",".utf8), Array("\n".utf8),
            Array("\r\n".utf8), [0xFF], Array("{\"text\":\"".utf8), Array("\"}".utf8), Array("é".utf8),
            Array("\t".utf8),
        ]
        let bytes = (0..<200).flatMap { _ in pieces.randomElement(using: &random) ?? [] }
        let file = try TemporaryFile(Array("text,label\n".utf8) + bytes)
        for format in CorpusFormat.allCases {
            do throws(CorpusError) {
                let reading = try Reading(path: file.path, format: format, labels: .optional)
                #expect(reading.bytesRead == reading.totalBytes)
                let lines = reading.rows.map(\.line)
                #expect(lines == lines.sorted())
                #expect(Set(lines).count == lines.count)
                #expect(reading.problems.allSatisfy { $0.lastLine >= $0.line })
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }

    @Test func `what is written is read back`() throws {
        var random = FixedCourse(3)
        var rows: [CorpusRow] = []
        for number in 1...200 {
            var comment = Comment(content: someText(&random) + "😀\u{0}\u{2028}")
            if number.isMultiple(of: 2) { comment.author = someText(&random) }
            if number.isMultiple(of: 3) { comment.site = someText(&random) }
            if number.isMultiple(of: 5) { comment.secondsToSubmit = Double(number) / 8 }
            comment.userAgent = "UA/\(number)"
            comment.type = "reply"
            rows.append(
                CorpusRow(comment: comment, label: number % 7 < 3 ? .spam : .ham, id: "n\(number)", line: number)
            )
        }
        let file = try TemporaryFile()
        var writer = try CorpusWriter(path: file.path)
        for row in rows { try writer.write(row) }
        try writer.finish()
        let reading = try Reading(path: file.path)
        #expect(reading.rows == rows)
        #expect(reading.problems.isEmpty)
    }

    @Test func `a file that cannot be made is named`() {
        let path = "/nowhere/at/all.jsonl"
        #expect(throws: CorpusError.unwritable(path: path, .missing)) {
            _ = try CorpusWriter(path: path)
        }
    }
}
