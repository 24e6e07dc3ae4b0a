import ArgumentParser
import FeedbackStore
import Foundation

/// `hamlet datasets`.
struct Datasets: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List or remove what was learnt from files.",
        subcommands: [List.self, Remove.self],
        defaultSubcommand: List.self
    )

    /// `hamlet datasets list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the datasets.")

        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await CommandFailure.reporting {
                let store = try OfflineFilter.existingStore(try await Settings(common))
                for dataset in try await store.datasets() {
                    print("\(dataset.name)  \(dataset.spam) spam, \(dataset.ham) ham")
                }
                try store.close()
            }
        }
    }

    /// `hamlet datasets remove`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Unlearn a dataset.",
            discussion: "The model is refitted and then equals one that never saw the dataset."
        )

        @OptionGroup var common: CommonOptions

        @Argument(help: "The name of the dataset.")
        var name: String

        func run() async throws {
            try await CommandFailure.reporting {
                let store = try OfflineFilter.changeableStore(try await Settings(common))
                let outcome = try await store.removeDataset(named: name)
                print("\(outcome.name): unlearnt \(outcome.removed) comments (revision \(outcome.revision)).")
                try store.close()
            }
        }
    }
}
