import ArgumentParser
import FeedbackStore
import Foundation
import SpamClassifier
import SpamFilterService

/// `hamlet mark`.
struct Mark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Mark comments as spam or ham.",
        discussion: """
            A mark is on disk when the command returns, and in force in a running service within a second. Marking twice \
            changes nothing; marking otherwise relabels.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "spam or ham.")
    var label: LabelArgument

    @Argument(help: "The ids of recorded comments; “-” reads a text from standard input.")
    var ids: [String] = []

    @Option(help: "The text of a comment that was never judged here.")
    var content: String?

    @Option(help: "A file with the text of a comment that was never judged here.")
    var file: String?

    @Option(help: "The site of that comment.")
    var site: String?

    @Flag(help: "Answer in JSON, one object a line.")
    var json = false

    func validate() throws {
        let sources = [!ids.isEmpty, content != nil, file != nil].count { $0 }
        if sources != 1 { throw ValidationError("Give either ids, “-”, --content or --file.") }
    }

    func run() async throws {
        try await CommandFailure.reporting {
            let settings = try await Settings(common)
            if let text = try givenText() {
                var comment = Comment(content: text)
                comment.site = site
                let store = try OfflineFilter.store(settings)
                try report(try await store.mark(comment, as: label.label, source: .commandLine), as: json)
                try store.close()
            } else {
                try await MarkEach.run(ids, settings: settings, json: json) { store, id in
                    try await store.mark(id, as: label.label, source: .commandLine)
                }
            }
        }
    }

    private func givenText() throws -> String? {
        if let content { return content }
        if let file {
            guard let data = FileManager.default.contents(atPath: file) else {
                throw CommandFailure(.noInput, "\(file) cannot be read.")
            }
            return String(decoding: data, as: UTF8.self)
        }
        guard ids == ["-"] else { return nil }
        return String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
    }
}

/// `hamlet unmark`.
struct Unmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take marks back.",
        discussion: "What was learnt from the marks is unlearnt, to the last bit."
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The ids of marked comments.")
    var ids: [String]

    @Flag(help: "Answer in JSON, one object a line.")
    var json = false

    func run() async throws {
        try await CommandFailure.reporting {
            try await MarkEach.run(ids, settings: try await Settings(common), json: json) { store, id in
                try await store.unmark(id, source: .commandLine)
            }
        }
    }
}

/// A label on the command line.
struct LabelArgument: ExpressibleByArgument {
    let label: Label

    init?(argument: String) {
        guard let label = Label(name: argument) else { return nil }
        self.label = label
    }

    static var allValueStrings: [String] { ["spam", "ham"] }
}

/// Does the same to many comments: one that is unknown costs no other its mark.
private enum MarkEach {
    static func run(
        _ ids: [String],
        settings: Settings,
        json: Bool,
        mark: (FeedbackStore, CommentID) async throws -> MarkOutcome
    ) async throws {
        let store = try OfflineFilter.changeableStore(settings)
        var failed = false
        for text in ids {
            do {
                guard let id = CommentID(text) else {
                    throw CommandFailure(.noInput, "“\(text)” is not the id of a comment.")
                }
                try report(try await mark(store, id), as: json)
            } catch {
                Printing.note("hamlet: \(CommandFailure(error))")
                failed = true
            }
        }
        try store.close()
        if failed { throw ExitCode(CommandFailure.Code.noInput.rawValue) }
    }
}

/// Says what a mark changed.
private func report(_ outcome: MarkOutcome, as json: Bool) throws {
    if json { return try Printing.line(MarkBody(outcome)) }
    let label = outcome.label?.name ?? "unmarked"
    let before = outcome.previous?.name ?? "unmarked"
    let change = outcome.changed ? "\(label), was \(before)" : "\(label), as before"
    print("\(outcome.id)  \(change)  (revision \(outcome.revision))")
}
