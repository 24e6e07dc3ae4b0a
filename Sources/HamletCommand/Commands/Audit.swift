import ArgumentParser
import FeedbackStore

/// `hamlet audit`.
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show who did what: marks, keys, webhooks, erasures, retrains.",
        discussion: "Newest first. Comments are named by their ids; no text and no person's data is shown."
    )

    @OptionGroup var common: CommonOptions

    @Option(help: "The most entries to show.")
    var limit = 50

    @Flag(help: "Answer in JSON, one object a line.")
    var json = false

    func run() async throws {
        try await CommandFailure.reporting {
            let store = try OfflineFilter.existingStore(try await Settings(common))
            for entry in try await store.audit(limit: limit) {
                if json {
                    try Printing.line(AuditBody(entry))
                } else {
                    let source = entry.source?.description ?? "service"
                    print("\(Printing.time(entry.loggedAt))  \(source)  \(entry.action.rawValue): \(entry.subject)")
                }
            }
            try store.close()
        }
    }
}

/// An entry as scripts get it.
private struct AuditBody: Encodable {
    let time: String
    let source: String?
    let action: String
    let subject: String

    init(_ entry: AuditEntry) {
        time = Printing.time(entry.loggedAt)
        source = entry.source?.description
        action = entry.action.rawValue
        subject = entry.subject
    }
}
