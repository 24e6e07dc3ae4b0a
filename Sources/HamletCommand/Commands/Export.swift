import ArgumentParser
import FeedbackStore

/// `hamlet export`.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write all comments and labels as JSON Lines.",
        discussion: """
            The first line says what the file is; each other line is a comment with its verdict, its label, and who gave \
            that when. “hamlet import” reads the file. It holds everything that is known of the authors: keep it as safe \
            as the database.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The file to make, or “-” for standard output.")
    var file = "-"

    @Flag(help: "Hashed features instead of texts and authors: only an empty database can learn from them.")
    var noText = false

    func run() async throws {
        try await CommandFailure.reporting {
            let store = try OfflineFilter.existingStore(try await Settings(common))
            let file = file
            let count = try await store.export(withTexts: !noText) { header, next in
                var output = try ExchangeOutput(path: file)
                try output.write(header)
                while let comment = try next() { try output.write(comment) }
                try output.finish()
                return header.comments
            }
            try store.close()
            if file != "-" { print("\(file): \(count) comments.") }
        }
    }
}
