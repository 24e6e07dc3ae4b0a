import ArgumentParser
import FeedbackStore
import Foundation
import SpamFilterService

/// `hamlet keys`.
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Create, list and revoke the keys that clients show.",
        discussion: """
            While no key was ever created the service is open, and listens on loopback addresses only. A running service \
            knows new and revoked keys at once.
            """,
        subcommands: [Create.self, List.self, Revoke.self],
        defaultSubcommand: List.self
    )

    /// `hamlet keys create`.
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create a key, and show it this once.",
            discussion: """
                The key goes to standard output, what it is to standard error. The database keeps only its SHA-256.

                check: have comments judged. moderate: read and mark comments as well. admin: everything.
                """
        )

        @OptionGroup var common: CommonOptions

        @Option(help: "What the key may do; with --akismet, moderate unless another role is given.")
        var role: RoleArgument?

        @Option(help: "The one site that the key is bound to.")
        var site: String?

        @Option(help: "What the log calls whoever marks with the key.")
        var name: String?

        @Flag(help: "Make a key of twelve hexadecimal digits for a client of the Akismet protocol.")
        var akismet = false

        @Flag(help: "Answer in JSON.")
        var json = false

        func validate() throws {
            guard role != nil || akismet else {
                throw ValidationError("Say what the key may do: --role check, moderate or admin.")
            }
        }

        /// The site as comments of the key name it: clients of the Akismet protocol send its address.
        private func siteName() throws -> String? {
            guard akismet, let site else { return site }
            return try SiteAddress(argument: site).name
        }

        func run() async throws {
            try await CommandFailure.reporting {
                let siteName = try siteName()
                let store = try OfflineFilter.store(try await Settings(common))
                let issued = try await store.createKey(
                    akismet ? .akismet : .bearer,
                    role: role?.role ?? .moderate,
                    site: siteName,
                    name: name,
                    source: .commandLine
                )
                try store.close()
                if json {
                    try Printing.line(KeyBody(issued.key, secret: issued.secret))
                } else {
                    print(issued.secret)
                    Printing.note("\(issued.key.line)\nThe key is shown this once: keep it where its client finds it.")
                }
            }
        }
    }

    /// `hamlet keys list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the keys, the revoked ones too.")

        @OptionGroup var common: CommonOptions

        @Flag(help: "Answer in JSON, one object a line.")
        var json = false

        func run() async throws {
            try await CommandFailure.reporting {
                let store = try OfflineFilter.existingStore(try await Settings(common))
                for key in try await store.keys() {
                    if json { try Printing.line(KeyBody(key)) } else { print(key.line) }
                }
                try store.close()
            }
        }
    }

    /// `hamlet keys revoke`.
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revoke keys: nobody is let in with them any more.")

        @OptionGroup var common: CommonOptions

        @Argument(help: "The numbers of keys, from “hamlet keys list”.")
        var ids: [Int64]

        func run() async throws {
            try await CommandFailure.reporting {
                let store = try OfflineFilter.changeableStore(try await Settings(common))
                for id in ids { print(try await store.revokeKey(id, source: .commandLine).line) }
                try store.close()
            }
        }
    }
}

/// A role on the command line.
struct RoleArgument: ExpressibleByArgument {
    let role: Role

    init?(argument: String) {
        guard let role = Role(rawValue: argument) else { return nil }
        self.role = role
    }

    static var allValueStrings: [String] { Role.allCases.map(\.rawValue) }
}

/// A key as scripts get it.
private struct KeyBody: Encodable {
    let id: Int64
    let kind: String
    let role: String
    let site: String?
    let name: String?
    let createdAt: String
    let revokedAt: String?
    let lastUsed: String?
    var key: String?

    private enum CodingKeys: String, CodingKey {
        case id, kind, role, site, name, key
        case createdAt = "created_at"
        case revokedAt = "revoked_at"
        case lastUsed = "last_used"
    }

    init(_ key: AccessKey, secret: String? = nil) {
        id = key.id
        kind = key.kind.rawValue
        role = key.role.rawValue
        site = key.site
        name = key.name
        createdAt = Printing.time(key.createdAt)
        revokedAt = key.revokedAt.map(Printing.time)
        lastUsed = key.lastUsedAt.map(Printing.day)
        self.key = secret
    }
}

extension AccessKey {
    /// The key in one line for people.
    fileprivate var line: String {
        let parts = [
            "\(id)", kind.rawValue, role.rawValue, site.map { "site \($0)" } ?? "every site", name.map { "“\($0)”" },
            "created \(Printing.day(createdAt))",
            lastUsedAt.map { "last used \(Printing.day($0))" } ?? "never used",
            revokedAt.map { "revoked \(Printing.day($0))" },
        ]
        return parts.compactMap(\.self).joined(separator: "  ")
    }
}
