import ArgumentParser
import FeedbackStore
import SpamClassifier
import SpamFilterService

/// `hamlet suspects`.
struct Suspects: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the labels that are probably wrong.",
        discussion: """
            Each labelled comment is judged as if it had never been marked; those whose label that contradicts most come \
            first. Mark them again with “hamlet mark”.
            """
    )

    @OptionGroup var common: CommonOptions

    @Option(help: "The most comments to list.")
    var limit = 20

    @Flag(help: "Answer in JSON, one object a line.")
    var json = false

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    }

    private struct SuspectBody: Encodable {
        let id: String
        let label: String
        let probability: Double
        let content: String
    }

    private static let excerpt = 100

    func run() async throws {
        try await CommandFailure.reporting {
            let settings = try await Settings(common)
            let store = try OfflineFilter.existingStore(settings)
            let learner = try OfflineFilter.learner(settings, store)
            try await learner.start()
            for suspect in try await learner.suspects(limit) {
                guard let recorded = try await store.comment(key: suspect.key) else { continue }
                let body = SuspectBody(
                    id: recorded.id.description,
                    label: suspect.label.name,
                    probability: suspect.probability,
                    content: recorded.comment.content
                )
                if json {
                    try Printing.line(body)
                } else {
                    let text = body.content.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                    let doubt = "\(body.label), yet \(percent(body.probability)) spam"
                    print("\(body.id)  \(doubt)  \(text.prefix(Self.excerpt))")
                }
            }
            try store.close()
        }
    }

    private func percent(_ probability: Double) -> String { "\((probability * 1000).rounded() / 10) %" }
}
