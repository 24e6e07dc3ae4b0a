import ArgumentParser
import Configuration
import FeedbackStore
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
            try Self.refuseOpenDoor(settings.host)
            var logger = Logger(label: "hamlet") { StreamLogHandler.standardError(label: $0) }
            logger.logLevel = .notice
            let store = try OfflineFilter.store(settings)
            let starter = try OfflineFilter.starter(settings)
            let filter = SpamFilter(store: store, starter: starter, hamBudget: settings.hamBudget, logger: logger)
            let notices = logger
            let application = SpamFilterApplication.build(
                filter,
                host: settings.host,
                port: settings.port,
                logger: logger
            ) { port in
                notices.notice(
                    "Listening, open to every process of this machine: no keys are needed on a loopback address.",
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

    /// Whether the text is an address of 127.0.0.0/8, and no name that merely begins like one.
    private static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// The service has no keys yet that could keep strangers out, so it stays on this machine.
    private static func refuseOpenDoor(_ host: String) throws {
        guard host == "localhost" || host == "::1" || isLoopback(host) else {
            throw CommandFailure(
                .configuration,
                "\(host) is not a loopback address, and the service would be open to everyone there: put a reverse "
                    + "proxy that asks for a password in front of 127.0.0.1."
            )
        }
    }
}
