import Foundation

/// Reads the members of the objects of a JSON Lines file, by rising line.
///
/// Those of a `comment` that is an object itself stand beside the others, as ``CorpusReader`` takes them.
struct MemberReader: ~Copyable {
    private var window: ByteWindow
    private let decoder = JSONDecoder()

    init(path: String) throws(CorpusError) {
        var window = try ByteWindow(path: path)
        if try Array(window.bytes(0..<3)) == [0xEF, 0xBB, 0xBF] { window.advance(by: 3) }
        self.window = window
    }

    /// The members of the object on a line; `nil` if there is none, or if the line has been passed.
    mutating func members(ofLine line: Int) throws(CorpusError) -> [String: JSONScalar]? {
        while window.line < line {
            guard try window.advancePastLine() else { return nil }
        }
        guard window.line == line else { return nil }
        let length = try window.lineLength(limit: CorpusReader.longestRow + 1)
        let text = RepairedText(try window.bytes(0..<length)).string
        window.advance(by: length)
        guard case .object(var members)? = try? decoder.decode(JSONScalar.self, from: Data(text.utf8)) else {
            return nil
        }
        if case .object(let inner)? = members["comment"] {
            members["comment"] = nil
            members.merge(inner) { _, inner in inner }
        }
        return members
    }
}
