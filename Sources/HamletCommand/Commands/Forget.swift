import ArgumentParser
import FeedbackStore
import SpamFilterService

/// `hamlet forget`.
struct Forget: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Forget comments, and all that was learnt of them.",
        discussion: """
            Removes the texts, what is known of the authors, the marks, and their influence: the model is refitted and then \
            equals one that was never taught them. Several conditions must all hold. Prints a receipt. A running service \
            follows by itself.
            """
    )

    @OptionGroup var common: CommonOptions

    @Option(name: .customLong("id"), help: "The id of a comment; may be given several times.")
    var ids: [String] = []

    @Option(help: "Everything under this e-mail address.")
    var email: String?

    @Option(help: "Everything from this network address.")
    var ip: String?

    @Option(help: "Everything with this web address as the author's.")
    var url: String?

    @Option(help: "Everything under this name.")
    var author: String?

    @Option(help: "On this site only; without it, on all sites.")
    var site: String?

    @Flag(help: "Only say how much would be forgotten.")
    var dryRun = false

    @Flag(help: "Answer in JSON.")
    var json = false

    func validate() throws {
        if ids.isEmpty, [email, ip, url, author].allSatisfy({ $0?.isEmpty ?? true }) {
            throw ValidationError("Say what to forget: --id, --email, --ip, --url or --author.")
        }
    }

    func run() async throws {
        try await CommandFailure.reporting {
            let settings = try await Settings(common)
            let store = try OfflineFilter.changeableStore(settings)
            let request = try request()
            if dryRun {
                let count = try await store.count(request)
                if json {
                    try Printing.line(ErasureReceiptBody(comments: count.comments, labels: count.labels))
                } else {
                    print("\(count.comments) comments would be forgotten, \(count.labels) of them labelled.")
                }
            } else {
                let learner = try OfflineFilter.learner(settings, store)
                let (receipt, isOverwritten) = try await learner.erase(request)
                try report(receipt, isOverwritten: isOverwritten)
            }
            try store.close()
        }
    }

    private func request() throws -> ErasureRequest {
        var request = ErasureRequest(source: .commandLine)
        request.ids = try ids.map { text in
            guard let id = CommentID(text) else {
                throw CommandFailure(.noInput, "“\(text)” is not the id of a comment.")
            }
            return id
        }
        (request.email, request.ip, request.url, request.author) = (email, ip, url, author)
        if let site { request.sites = .only(site) }
        return request
    }

    private func report(_ receipt: Erasure, isOverwritten: Bool) throws {
        let body = ErasureReceiptBody(receipt, isOverwritten: isOverwritten)
        if json { return try Printing.line(body) }
        print("Forgot \(receipt.comments) comments, \(receipt.labels) of them labelled (receipt \(receipt.id)).")
        print("Model before: \(body.digestBefore ?? ""), afterwards: \(body.digestAfter ?? "").")
        if !isOverwritten {
            print(
                "Another process is using the database: traces of what was deleted may stay in its files until the next "
                    + "erasure."
            )
        }
    }
}
