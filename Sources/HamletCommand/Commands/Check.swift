import ArgumentParser
import Foundation
import SpamClassifier
import SpamFilterService
import Training

/// `hamlet check`.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Judge a comment, or a file of comments.",
        discussion: """
            Give the text itself, --file, or “-” for standard input. JSON Lines, CSV and TSV files are judged row by row: \
            one JSON object a line comes out for each row, in order, with the row's own id.

            Exit code: 0 ham, 1 spam, 2 unsure; files of many comments 0.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The text of a comment, or “-” for standard input.")
    var text: String?

    @Option(help: "A file: a text, or comments as JSON Lines, CSV or TSV.")
    var file: String?

    @Flag(help: "Show the strongest evidence.")
    var explain = false

    @Flag(help: "Answer in JSON.")
    var json = false

    @Option(help: "The author's name.")
    var author: String?

    @Option(help: "The author's e-mail address.")
    var email: String?

    @Option(help: "The author's web address.")
    var url: String?

    @Option(help: "The author's network address.")
    var ip: String?

    @Option(help: "The site whose own labels count first.")
    var site: String?

    func validate() throws {
        if (text == nil) == (file == nil) { throw ValidationError("Give either a text, “-”, or --file.") }
    }

    func run() async throws {
        try await CommandFailure.reporting {
            let settings = try await Settings(common)
            switch try Source(text: text, file: file) {
            case .corpus(let path):
                var reader = try CorpusReader(path: path)
                try checkAll(in: &reader, model: try await OfflineFilter.model(settings))
            case .spooled(let input):
                var reader = try Spool.reader(of: input)
                try checkAll(in: &reader, model: try await OfflineFilter.model(settings))
            case .text(let content):
                var comment = Comment(content: content)
                comment.author = author
                comment.authorEmail = email
                comment.authorURL = url
                comment.authorIP = ip
                comment.site = site
                try check(comment, model: try await OfflineFilter.model(settings))
            }
        }
    }

    private func check(_ comment: Comment, model: Model) throws {
        let explanation = model.explanation(of: comment)
        if json {
            try Printing.line(explain ? VerdictBody(explanation) : VerdictBody(explanation.verdict))
        } else {
            print(explanation.verdict.line)
            if explain { print(explanation.table) }
        }
        switch explanation.verdict.outcome {
        case .ham: break
        case .spam: throw ExitCode(1)
        case .unsure: throw ExitCode(2)
        }
    }

    /// Judges row by row; a bad row answers an error line, and the rest go on.
    private func checkAll(in reader: inout CorpusReader, model: Model) throws {
        while let event = try reader.next() {
            switch event {
            case .row(let row):
                var comment = row.comment
                if comment.site == nil { comment.site = site }
                if explain {
                    try Printing.line(VerdictBody(model.explanation(of: comment), id: row.id))
                } else {
                    try Printing.line(VerdictBody(model.verdict(on: comment), id: row.id))
                }
            case .problem(let problem):
                try Printing.line(RowProblem(error: problem.description, line: problem.line))
            }
        }
    }

    private struct RowProblem: Encodable {
        let error: String
        let line: Int
    }
}

/// Where comments come from: one text, a file of many, or many on standard input.
private enum Source {
    case text(String)
    case corpus(String)
    case spooled(Data)

    /// Tells a file of comments by its name's ending; on standard input, by how JSON Lines begin.
    init(text: String?, file: String?) throws {
        if let file {
            self = try CorpusFormat(fileName: file) == nil ? .text(Self.contents(of: file)) : .corpus(file)
        } else if let text, text != "-" {
            self = .text(text)
        } else {
            let input = FileHandle.standardInput.readDataToEndOfFile()
            self = Self.isJSONLines(input) ? .spooled(input) : .text(String(decoding: input, as: UTF8.self))
        }
    }

    private static func contents(of path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(.noInput, "\(path) cannot be read.")
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// Whether a text begins like an object with a key: a brace alone begins many a spam template, “{Hi|Hello}”.
    private static func isJSONLines(_ input: Data) -> Bool {
        let start = input.lazy.filter { !$0.isBlank }.prefix(2)
        return start.elementsEqual([UInt8(ascii: "{"), UInt8(ascii: "\"")])
    }
}

extension UInt8 {
    /// Whether the byte is white space of JSON.
    fileprivate var isBlank: Bool { [0x20, 0x09, 0x0A, 0x0D].contains(self) }
}

/// Standard input that was looked at, to be read once more.
private enum Spool {
    /// Reads from a file that has lost its name already when this returns: nothing stays behind.
    static func reader(of input: Data) throws -> CorpusReader {
        let path = NSTemporaryDirectory() + "hamlet-\(UUID().uuidString).jsonl"
        guard FileManager.default.createFile(atPath: path, contents: input, attributes: [.posixPermissions: 0o600])
        else { throw CommandFailure(.cannotCreate, "\(path) cannot be written.") }
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try CorpusReader(path: path, format: .jsonLines)
    }
}
