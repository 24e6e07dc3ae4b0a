import ArgumentParser
import FeedbackStore
import SpamFilterService

/// `hamlet sites`.
struct Sites: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say which sites are told when a verdict changes, and see how that goes.",
        discussion: """
            A site with a webhook is told when a mark contradicts the verdict that it was given. Nothing is sent to a site \
            without one. A running service knows new and removed webhooks at once.
            """,
        subcommands: [List.self, SetWebhook.self, Rotate.self, Test.self, Remove.self],
        defaultSubcommand: List.self
    )

    /// `hamlet sites list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the sites, how each is told, and what waits or failed."
        )

        @OptionGroup var common: CommonOptions

        @Flag(help: "Answer in JSON, one object a line.")
        var json = false

        func run() async throws {
            try await CommandFailure.reporting {
                let store = try OfflineFilter.existingStore(try await Settings(common))
                let webhooks = try await store.webhooks()
                for site in try await store.sites() {
                    let webhook = webhooks.first { $0.site == site }
                    if json {
                        try Printing.line(SiteBody(site, webhook))
                    } else {
                        print("\(site ?? "(default)")  \(webhook?.line ?? "is not told")")
                    }
                }
                try store.close()
            }
        }
    }

    /// `hamlet sites webhook`.
    struct SetWebhook: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "webhook",
            abstract: "Register where a site is told, and show its secret this once.",
            discussion: """
                The secret goes to standard output: the receiver checks with it that a notice comes from here. Only the host \
                of the address is called, and only if its address is one of the public network.

                With --akismet the site's own client names the address with each comment, as WordPress does; it must lie at \
                the site's host. Such notices carry the site's key in place of a signature.
                """
        )

        @OptionGroup var common: CommonOptions

        @Argument(help: "The address of the receiver, http or https.")
        var url: String?

        @Option(help: "The site; without it, the default site.")
        var site: String?

        @Flag(help: "Tell the site as Akismet does, at the address that its client names.")
        var akismet = false

        @Flag(help: "Let the host have an address of this machine or of a private network.")
        var allowPrivate = false

        @Flag(help: "Answer in JSON.")
        var json = false

        func validate() throws {
            guard (url == nil) == akismet else {
                throw ValidationError("Give the address of the receiver, or --akismet.")
            }
            if akismet, site == nil { throw ValidationError("--akismet needs --site, the address of the site.") }
        }

        private func webhook() throws -> Webhook {
            if akismet {
                let address = try SiteAddress(argument: site ?? "")
                return Webhook(
                    site: address.name,
                    kind: .akismet,
                    authority: address.authority,
                    url: nil,
                    allowsPrivate: allowPrivate,
                    createdAt: 0
                )
            }
            guard let address = url.flatMap(WebhookAddress.init) else {
                throw CommandFailure(
                    .usage,
                    "“\(url ?? "")” is not the address of a receiver, like https://blog.example/hamlet: http or https, a host, "
                        + "no user name."
                )
            }
            return Webhook(
                site: site,
                kind: .signed,
                authority: address.authority,
                url: address.url,
                allowsPrivate: allowPrivate,
                createdAt: 0
            )
        }

        func run() async throws {
            try await CommandFailure.reporting {
                let webhook = try webhook()
                let store = try OfflineFilter.store(try await Settings(common))
                let secret = WebhookSecrets(current: try await store.register(webhook, source: .commandLine))
                try store.close()
                try Sites.report(webhook, akismet ? nil : secret, json: json)
            }
        }
    }

    /// `hamlet sites rotate`.
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a site a new secret, and show it this once.",
            discussion:
                "For a day notices are signed with the old one as well, so that the receiver can be changed meanwhile."
        )

        @OptionGroup var common: CommonOptions

        @Option(help: "The site; without it, the default site.")
        var site: String?

        @Flag(help: "Answer in JSON.")
        var json = false

        func run() async throws {
            try await CommandFailure.reporting {
                let store = try OfflineFilter.changeableStore(try await Settings(common))
                let secret = WebhookSecrets(
                    current: try await store.rotateSecret(ofSite: site, source: .commandLine)
                )
                guard let webhook = try await store.webhook(ofSite: site)?.webhook else {
                    throw FeedbackStoreError.unknownWebhook(site: site)
                }
                try store.close()
                try Sites.report(webhook, secret, json: json)
            }
        }
    }

    /// `hamlet sites test`.
    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send a notice that tells nothing, and say whether it was taken."
        )

        @OptionGroup var common: CommonOptions

        @Option(help: "The site; without it, the default site.")
        var site: String?

        func run() async throws {
            try await CommandFailure.reporting {
                let store = try OfflineFilter.existingStore(try await Settings(common))
                guard let (webhook, secrets) = try await store.webhook(ofSite: site) else {
                    throw FeedbackStoreError.unknownWebhook(site: site)
                }
                try store.close()
                guard webhook.kind == .signed else {
                    throw CommandFailure(.usage, "A site that is told as Akismet does it has no notice for a trial.")
                }
                do {
                    try await WebhookSender().test(webhook, secrets)
                } catch let failure as WebhookSender.Failure {
                    throw CommandFailure(.unavailable, "\(webhook.url ?? "") did not take the notice: \(failure).")
                }
                print("\(webhook.url ?? "") took the notice.")
            }
        }
    }

    /// `hamlet sites remove`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell a site nothing more; notices that wait are thrown away."
        )

        @OptionGroup var common: CommonOptions

        @Option(help: "The site; without it, the default site.")
        var site: String?

        func run() async throws {
            try await CommandFailure.reporting {
                let store = try OfflineFilter.changeableStore(try await Settings(common))
                try await store.removeWebhook(ofSite: site, source: .commandLine)
                try store.close()
                print("\(site ?? "The default site") is not told any more.")
            }
        }
    }

    /// Shows a new secret; `nil` where notices are not signed.
    private static func report(_ webhook: Webhook, _ secret: WebhookSecrets?, json: Bool) throws {
        if json { return try Printing.line(SiteBody(webhook.site, webhook, secret: secret?.text)) }
        if let secret { print(secret.text) }
        Printing.note("\(webhook.site ?? "(default)")  \(webhook.line)")
        if secret != nil { Printing.note("The secret is shown this once: keep it where the receiver finds it.") }
    }
}

extension SiteAddress {
    /// Reads an address from the command line.
    ///
    /// - Throws: That it is none.
    init(argument: String) throws {
        guard let address = SiteAddress(argument) else {
            throw CommandFailure(.usage, "“\(argument)” is not the address of a site, like https://blog.example.")
        }
        self = address
    }
}
