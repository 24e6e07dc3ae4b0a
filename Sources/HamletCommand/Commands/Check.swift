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
                try checkAll(in: path, model: try await OfflineFilter.model(settings))
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
    private func checkAll(in path: String, model: Model) throws {
        var reader = try CorpusReader(path: path)
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

/// Where comments come from: one text, or a file of many.
private enum Source {
    case text(String)
    case corpus(String)

    /// Tells a file of comments by its name's ending; on standard input, by the opening brace of JSON Lines.
    init(text: String?, file: String?) throws {
        if let file {
            self = try CorpusFormat(fileName: file) == nil ? .text(Self.contents(of: file)) : .corpus(file)
        } else if let text, text != "-" {
            self = .text(text)
        } else {
            let input = FileHandle.standardInput.readDataToEndOfFile()
            self =
                try input.first == UInt8(ascii: "{")
                ? .corpus(Self.spooled(input)) : .text(String(decoding: input, as: UTF8.self))
        }
    }

    private static func contents(of path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(.noInput, "\(path) cannot be read.")
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// Standard input can be looked at only once, so what was read goes to a file that no name leads to any more.
    private static func spooled(_ input: Data) throws -> String {
        let path = NSTemporaryDirectory() + "hamlet-\(UUID().uuidString).jsonl"
        guard FileManager.default.createFile(atPath: path, contents: input) else {
            throw CommandFailure(.cannotCreate, "\(path) cannot be written.")
        }
        return path
    }
}
