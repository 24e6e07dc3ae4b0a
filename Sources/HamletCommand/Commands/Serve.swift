import ArgumentParser
import Configuration
import FeedbackStore
import Foundation
import Hummingbird
import Logging
import NIOCore
import SpamClassifier
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

    @Option(help: "A socket in the file system to listen on instead.")
    var socket: String?

    @Option(help: "How many features the model keeps at most; 0 for all.")
    var maxFeatures: Int?

    @Flag(help: "Check the settings, print what is in force, and end.")
    var checkConfig = false

    private var overrides: [AbsoluteConfigKey: ConfigValue] {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        if let host { values["host"] = ConfigValue(stringLiteral: host) }
        if let port { values["port"] = ConfigValue(integerLiteral: port) }
        if let socket { values["socket"] = ConfigValue(stringLiteral: socket) }
        if let maxFeatures { values["maxFeatures"] = ConfigValue(integerLiteral: maxFeatures) }
        return values
    }

    func run() async throws {
        try await CommandFailure.reporting {
            let settings = try await Settings(common, overrides: overrides)
            if checkConfig { return try Printing.document(EffectiveSettings(settings)) }
            let certificate = try Self.certificate(settings)
            let store = try Self.store(settings)
            let starter = try OfflineFilter.starter(settings)
            let logger = Self.logger(settings)
            let filter = SpamFilter(
                store: store,
                starter: starter,
                hamBudget: settings.hamBudget,
                maxFeatures: settings.maxFeatures,
                logger: logger
            )
            do {
                try await serve(filter, settings, certificate, logger)
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

    private func serve(
        _ filter: SpamFilter,
        _ settings: Settings,
        _ certificate: Certificate?,
        _ logger: Logger
    ) async throws {
        let isOpen = try !filter.keys.hasKeys()
        try await SpamFilterApplication.run(
            filter,
            configuration: Self.configuration(settings, certificate),
            logger: logger
        ) {
            await reload(filter, certificate, logger)
        } onServerRunning: { port in
            let place =
                port.map { "\(certificate == nil ? "http" : "https")://\(settings.host):\($0)" }
                ?? "unix:\(settings.socket ?? "")"
            logger.notice(
                isOpen
                    ? "Listening, open to every process of this machine: no key was created yet."
                    : "Listening.",
                metadata: ["url": "\(place)", "database": "\(settings.database)"]
            )
        }
    }

    /// Reads the settings and the certificate anew; of what may change while the service runs, the budget is put in force
    /// by a refit.
    private func reload(_ filter: SpamFilter, _ certificate: Certificate?, _ logger: Logger) async {
        do {
            try certificate?.reload()
            let settings = try await Settings(common, overrides: overrides)
            try await filter.learner.keep(settings.hamBudget)
            logger.notice("Reloaded.", metadata: ["maxHamMisclassification": "\(settings.hamBudget.share)"])
        } catch {
            logger.error("Not reloaded.", metadata: ["error": "\(CommandFailure(error))"])
        }
    }

    private static func logger(_ settings: Settings) -> Logger {
        var logger = Logger(label: "hamlet") { label in
            settings.logsJSON ? JSONLogHandler() as any LogHandler : StreamLogHandler.standardError(label: label)
        }
        logger.logLevel = settings.logLevel
        return logger
    }

    private static func certificate(_ settings: Settings) throws -> Certificate? {
        guard let tls = settings.tls else { return nil }
        do {
            return try Certificate(certificateFile: tls.certificate, keyFile: tls.key)
        } catch {
            throw CommandFailure(
                .configuration,
                "The certificate \(tls.certificate) and the key \(tls.key) cannot be used: both must be there in PEM, and "
                    + "belong together."
            )
        }
    }

    private static func configuration(_ settings: Settings, _ certificate: Certificate?) -> ServiceConfiguration {
        var configuration = ServiceConfiguration(
            address: settings.socket.map { .socket(path: $0) } ?? .host(settings.host, port: settings.port),
            mayBeOpen: isPrivate(settings)
        )
        configuration.certificate = certificate
        configuration.akismet = settings.akismet
        configuration.limits = settings.limits
        configuration.drainSeconds = settings.drainSeconds
        configuration.retention = settings.retention
        configuration.drainDelaySeconds = settings.drainDelaySeconds
        return configuration
    }

    /// Whether only this machine reaches the service.
    private static func isPrivate(_ settings: Settings) -> Bool {
        settings.socket != nil || isLoopback(settings.host)
    }

    /// Whether only this machine reaches the address: `localhost`, `::1` or 127.0.0.0/8, and no name that merely begins so.
    private static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return host == "localhost" || host == "::1"
            || parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// The open database; where others reach the address, only one that has a key to keep strangers out.
    private static func store(_ settings: Settings) throws -> FeedbackStore {
        if isPrivate(settings) { return try OfflineFilter.store(settings) }
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
