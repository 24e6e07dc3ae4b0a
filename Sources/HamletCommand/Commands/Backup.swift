import ArgumentParser
import FeedbackStore

/// `hamlet backup`.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the database to a file, also while the service runs.",
        discussion: """
            The copy is the database as it is at one moment, complete in one file; nothing is overwritten. To restore it, \
            end the service, put the copy in the place of the database, and remove the files beside that end in -wal and \
            -shm. A copy made with cp while the service runs may be damaged.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The file to make.")
    var file: String

    func run() async throws {
        try await CommandFailure.reporting {
            let store = try OfflineFilter.existingStore(try await Settings(common))
            try await store.backup(to: file)
            try store.close()
            // Reading it is the proof that it can be read.
            let copy = try FeedbackStore.open(at: file, readOnly: true)
            let statistics = try await copy.statistics()
            try copy.close()
            let comments = statistics.comments + statistics.datasetComments
            print(
                "\(file): \(comments) comments, \(statistics.spam) marked as spam and \(statistics.ham) as ham "
                    + "(revision \(statistics.revision))."
            )
        }
    }
}
