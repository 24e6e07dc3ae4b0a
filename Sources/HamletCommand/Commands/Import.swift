import ArgumentParser
import FeedbackStore

/// `hamlet import`.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read what “hamlet export” wrote.",
        discussion: """
            Comments that are there already are left alone: importing twice changes nothing. Everything is one change: if a \
            line cannot be used, or the command is killed, nothing has happened. The file may be packed by gzip.

            An empty database takes over the hash seed of the export, and leads to the same model to the last bit.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The file, or “-” for standard input.")
    var file = "-"

    func run() async throws {
        try await CommandFailure.reporting {
            // The header is read first: no database is made for a file that is no export.
            let input = try ExchangeInput(file)
            let store = try OfflineFilter.store(try await Settings(common))
            let title = file
            let outcome = try await store.importComments(input.header) { add in
                var bar = ProgressBar(title, total: input.progress.total)
                defer { bar.finish() }
                while let comment = try input.next() {
                    try add(comment)
                    bar.show(input.progress.read)
                }
            }
            try store.close()
            let known = outcome.known > 0 ? " \(outcome.known) were there already." : ""
            let seed = outcome.tookSeed ? " The hash seed was taken over." : ""
            print(
                "\(file): added \(outcome.added) comments, \(outcome.spam) of them marked as spam and \(outcome.ham) as ham "
                    + "(revision \(outcome.revision)).\(known)\(seed)"
            )
        }
    }
}
