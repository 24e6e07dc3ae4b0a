import Foundation
import SpamClassifier
import Testing

@testable import FeedbackStore

struct CommentIDTests {
    @Test func `an id is read back from its text`() throws {
        var generator = SeededGenerator(state: 1)
        for _ in 0..<200 {
            let time = Int64.random(in: 0..<(1 << 48), using: &generator)
            let id = CommentID(at: time, using: &generator)
            #expect(id.description.utf8.count == 26)
            #expect(id.description == id.description.lowercased())
            #expect(CommentID(id.description) == id)
            #expect(id.milliseconds == time)
        }
    }

    @Test func `ids and their texts sort by time`() {
        var generator = SeededGenerator(state: 2)
        let ids = [0, 1, 31, 32, 1_600_000_000_000, 1_600_000_000_001, 1 << 48 - 1].map { (time: Int64) in
            CommentID(at: time, using: &generator)
        }
        #expect(ids.sorted() == ids)
        #expect(ids.map(\.description).sorted() == ids.map(\.description))
    }

    @Test(arguments: [
        "", "0", "0000000000000000000000000", "000000000000000000000000000", "80000000000000000000000000",
        "0000000000000000000000000l", "0000000000000000000000000A", "0000000000000000000000000é",
        "../../../../../etc/passwd ",
    ])
    func `a text that is no id is refused`(text: String) {
        #expect(CommentID(text) == nil)
    }

    @Test func `times out of range are clamped`() {
        #expect(CommentID(at: -5).milliseconds == 0)
        #expect(CommentID(at: .max).milliseconds == 1 << 48 - 1)
    }

    @Test func `an id is coded as a string`() throws {
        let id = CommentID.numbered(3)
        let data = try JSONEncoder().encode([id])
        #expect(String(decoding: data, as: UTF8.self) == "[\"\(id)\"]")
        #expect(try JSONDecoder().decode([CommentID].self, from: data) == [id])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([CommentID].self, from: Data("[\"x\"]".utf8)) }
    }
}
