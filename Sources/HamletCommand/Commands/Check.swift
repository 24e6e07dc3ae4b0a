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
            Give the text itself, --file, or “-” for standard input. Files of comments are judged row by row: one JSON \
            object a line comes out for each row, in order, with the row's own id. JSON Lines, mbox, maildir, and the \
            XML exports of WordPress and Disqus are told from a text by their content, CSV and TSV by the name of the \
            file or --format. Any of them may be packed by gzip.

            Exit code: 0 ham, 1 spam, 2 unsure; files of many comments 0.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The text of a comment, or “-” for standard input.")
    var text: String?

    @Option(help: "A file: a text, or comments.")
    var file: String?

    @Option(help: "The format of a file of comments.")
    var format: FormatArgument?

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
        if format != nil, file == nil, text != "-" { throw ValidationError("--format needs --file or “-”.") }
    }

    func run() async throws {
        try await CommandFailure.reporting {
            let settings = try await Settings(common)
            switch try Source(text: text, file: file, format: format?.format) {
            case .corpus(let path):
                var reader = try CorpusReader(path: path, format: format?.format)
                try checkAll(in: &reader, model: try await OfflineFilter.model(settings))
            case .spooled(let input, let format):
                var reader = try Spool.reader(of: input, format: format)
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
    case spooled(Data, CorpusFormat)

    /// Tells a file of comments by its name's ending or by how it begins; standard input by how it begins.
    init(text: String?, file: String?, format: CorpusFormat?) throws {
        if let file {
            let named = format ?? CorpusFormat(fileName: file)
            let isCorpus = try named != nil || CorpusFormat.signature(ofFileAt: file) != nil
            self = try isCorpus ? .corpus(file) : Self.contents(of: file)
        } else if let text, text != "-" {
            self = .text(text)
        } else {
            let input = FileHandle.standardInput.readDataToEndOfFile()
            if let format = try format ?? Spool.signature(of: input) {
                self = .spooled(input, format)
            } else {
                self = .text(String(decoding: input, as: UTF8.self))
            }
        }
    }

    /// A packed file is left to the reader of corpora, which says what it lacks.
    private static func contents(of path: String) throws -> Source {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(.noInput, "\(path) cannot be read.")
        }
        return data.starts(with: [0x1F, 0x8B]) ? .corpus(path) : .text(String(decoding: data, as: UTF8.self))
    }
}

/// Standard input that was looked at, to be read once more.
private enum Spool {
    /// Reads from a file that has lost its name already when this returns: nothing stays behind.
    static func reader(of input: Data, format: CorpusFormat) throws -> CorpusReader {
        let path = try write(input)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try CorpusReader(path: path, format: format)
    }

    static func signature(of input: Data) throws -> CorpusFormat? {
        let path = try write(input)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try CorpusFormat.signature(ofFileAt: path)
    }

    private static func write(_ input: Data) throws -> String {
        let path = NSTemporaryDirectory() + "hamlet-\(UUID().uuidString)"
        guard FileManager.default.createFile(atPath: path, contents: input, attributes: [.posixPermissions: 0o600])
        else { throw CommandFailure(.cannotCreate, "\(path) cannot be written.") }
        return path
    }
}
