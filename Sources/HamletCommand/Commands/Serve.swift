import ArgumentParser
import Configuration
import FeedbackStore
import Foundation
import Hummingbird
import Logging
import NIOCore
import SpamFilterService

/// `hamlet serve`.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve verdicts over HTTP.",
        discussion: "Without any option: 127.0.0.1:8711, hamlet.sqlite, the starter comments of TrainingData."
    )

    @OptionGroup var common: CommonOptions

    @Option(help: "The address to listen on.")
    var host: String?

    @Option(help: "The port to listen on; 0 lets the system choose.")
    var port: Int?

    private var overrides: [AbsoluteConfigKey: ConfigValue] {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        if let host { values["host"] = ConfigValue(stringLiteral: host) }
        if let port { values["port"] = ConfigValue(integerLiteral: port) }
        return values
    }

    func run() async throws {
        try await CommandFailure.reporting {
            let settings = try await Settings(common, overrides: overrides)
            var logger = Logger(label: "hamlet") { StreamLogHandler.standardError(label: $0) }
            logger.logLevel = .notice
            let store = try Self.store(settings)
            let starter = try OfflineFilter.starter(settings)
            let filter = SpamFilter(store: store, starter: starter, hamBudget: settings.hamBudget, logger: logger)
            let isLoopback = Self.isLoopback(settings.host)
            let isOpen = try !filter.keys.hasKeys()
            let notices = logger
            let application = SpamFilterApplication.build(
                filter,
                host: settings.host,
                port: settings.port,
                mayBeOpen: isLoopback,
                logger: logger
            ) { port in
                notices.notice(
                    isOpen
                        ? "Listening, open to every process of this machine: no key was created yet."
                        : "Listening.",
                    metadata: ["url": "http://\(settings.host):\(port)", "database": "\(settings.database)"]
                )
            }
            do {
                try await application.runService()
            } catch let error as IOError where error.errnoCode == 98 || error.errnoCode == 48 {
                throw CommandFailure(
                    .unavailable,
                    "The port \(settings.port) on \(settings.host) is in use: stop the other program, or choose "
                        + "another port with --port."
                )
            }
            try store.close()
        }
    }

    /// Whether only this machine reaches the address: `localhost`, `::1` or 127.0.0.0/8, and no name that merely begins so.
    private static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return host == "localhost" || host == "::1"
            || parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// The open database; where others reach the address, only one that has a key to keep strangers out.
    private static func store(_ settings: Settings) throws -> FeedbackStore {
        if isLoopback(settings.host) { return try OfflineFilter.store(settings) }
        if FileManager.default.fileExists(atPath: settings.database) {
            let store = try OfflineFilter.store(settings)
            if try KeyDirectory(store: store).hasKeys() { return store }
            try store.close()
        }
        throw CommandFailure(
            .configuration,
            "\(settings.host) is not a loopback address, and without a key the service would be open to everyone there: "
                + "create one with “hamlet keys create --role admin”, or listen on 127.0.0.1."
        )
    }
}
