import ArgumentParser
import FeedbackStore
import Foundation
import SpamFilterService

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
                let settings = try await Settings(common)
                let store = try OfflineFilter.changeableStore(settings)
                let learner = try OfflineFilter.learner(settings, store)
                let outcome = try await learner.remove(dataset: name)
                print("\(name): unlearnt \(outcome.removedLabels) comments (revision \(outcome.revision ?? 0)).")
                try store.close()
            }
        }
    }
}
