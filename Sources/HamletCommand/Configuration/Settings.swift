import Configuration
import FeedbackStore
import Foundation
import Logging
import SpamClassifier
import SpamFilterService
import SystemPackage

/// What a command works with: the command line over the environment (`HAMLET_…`) over the configuration file over the
/// built-in defaults.
struct Settings {
    let database: String
    let host: String
    let port: Int
    /// The path of a socket to listen on instead of an address.
    let socket: String?
    /// The files of the certificate to show and of its key; `nil` to speak plainly.
    let tls: (certificate: String, key: String)?
    /// The folder of the starter comments; `nil` to do without.
    let starter: String?
    /// How many honest comments may be lost.
    let hamBudget: HamBudget
    /// How many features the model keeps at most; `nil` for all.
    let maxFeatures: Int?
    let limits: ServiceLimits
    let drainSeconds: Int
    let drainDelaySeconds: Int
    let logLevel: Logger.Level
    let logsJSON: Bool
    /// What of a person's data is kept with recorded comments.
    let privacy: Privacy
    /// How long comments are kept.
    let retention: Retention
    /// How the Akismet protocol is served.
    let akismet: AkismetOptions

    private static let defaultStarterFolder = "TrainingData"

    /// Reads the settings.
    ///
    /// - Parameters:
    ///   - options: What was given on the command line.
    ///   - overrides: Further values of the command line.
    /// - Throws: ``CommandFailure`` for a file that cannot be read, a key that is not known and a value that makes no
    ///   sense.
    init(_ options: CommonOptions, overrides: [AbsoluteConfigKey: ConfigValue] = [:]) async throws {
        let reader = try await SettingReader(options, overrides: overrides)
        database = try await reader.text("database") ?? "hamlet.sqlite"
        guard !database.isEmpty else { throw CommandFailure(.configuration, "The path of the database is empty.") }
        host = try await reader.text("host") ?? SpamFilterApplication.defaultHost
        port = try await reader.number("port") ?? SpamFilterApplication.defaultPort
        guard (0...65_535).contains(port) else {
            throw CommandFailure(.configuration, "The port \(port) does not exist: it must lie between 0 and 65535.")
        }
        socket = try await reader.text("socket")
        tls = try Self.pair(try await reader.text("tlsCertificate"), try await reader.text("tlsPrivateKey"))
        hamBudget = HamBudget(share: try await reader.share("maxHamMisclassification") ?? HamBudget.standard.share)
        maxFeatures = try Self.bound(try await reader.number("maxFeatures", 0...1_000_000_000))
        let levels = Dictionary(uniqueKeysWithValues: Privacy.allCases.map { ($0.rawValue, $0) })
        privacy = try await reader.choice("privacy", levels) ?? .full
        let unlabelled = try await reader.number("unlabelledDays", 0...36_500) ?? Retention.standard.unlabelledDays
        let texts = try await reader.number("labelledTextDays", 0...36_500) ?? Retention.standard.labelledTextDays
        retention = Retention(
            unlabelledDays: unlabelled == 0 ? nil : unlabelled,
            labelledTextDays: texts == 0 ? nil : texts
        )
        starter = try Self.starterFolder(try await reader.text("starter"))
        var limits = ServiceLimits()
        limits.connections = try await reader.number("connections", 1...1_000_000) ?? limits.connections
        limits.requestsInFlight = try await reader.number("requestsInFlight", 1...100_000) ?? limits.requestsInFlight
        limits.requestsPerSecond =
            try await reader.number("requestsPerSecond", 0...1_000_000) ?? limits.requestsPerSecond
        limits.idleSeconds = try await reader.number("idleSeconds", 1...86_400) ?? limits.idleSeconds
        limits.bodySeconds = try await reader.number("bodySeconds", 1...86_400) ?? limits.bodySeconds
        self.limits = limits
        let standard = ServiceConfiguration()
        let recheckAfter = try await reader.number("akismetRecheckAfter", 0...604_800)
        akismet = recheckAfter.map { AkismetOptions(recheckAfter: $0 == 0 ? nil : $0) } ?? standard.akismet
        drainSeconds = try await reader.number("drainSeconds", 0...3_600) ?? standard.drainSeconds
        drainDelaySeconds = try await reader.number("drainDelaySeconds", 0...3_600) ?? standard.drainDelaySeconds
        let logLevels = Dictionary(uniqueKeysWithValues: Logger.Level.allCases.map { ($0.rawValue, $0) })
        logLevel = try await reader.choice("logLevel", logLevels) ?? .notice
        logsJSON = try await reader.choice("logFormat", ["text": false, "json": true]) ?? false
    }

    /// The features of a small model: fewer would cost more accuracy than they save memory.
    private static let fewestFeatures = 10_000
    /// At 31 bytes each, 620 MB.
    private static let standardMaxFeatures = 20_000_000

    private static func bound(_ number: Int?) throws -> Int? {
        guard let number else { return standardMaxFeatures }
        guard number == 0 || number >= fewestFeatures else {
            throw CommandFailure(
                .configuration,
                "The setting “maxFeatures” must be at least \(fewestFeatures), or 0 for no bound; it is \(number)."
            )
        }
        return number == 0 ? nil : number
    }

    private static func pair(_ certificate: String?, _ key: String?) throws -> (certificate: String, key: String)? {
        switch (certificate, key) {
        case (let certificate?, let key?): (certificate, key)
        case (nil, nil): nil
        default:
            throw CommandFailure(.configuration, "“tlsCertificate” and “tlsPrivateKey” are needed together.")
        }
    }

    /// The folder that was asked for, or the first that is there: in the working folder, or beside the program.
    private static func starterFolder(_ choice: String?) throws -> String? {
        if choice == "none" { return nil }
        if let choice {
            guard isFolder(choice) else {
                throw CommandFailure(.configuration, "There is no folder \(choice) with starter comments.")
            }
            return choice
        }
        let program = URL(fileURLWithPath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
        let installed = program.deletingLastPathComponent().appendingPathComponent("../share/hamlet/TrainingData")
        return [defaultStarterFolder, installed.standardizedFileURL.path].first(where: isFolder)
    }

    private static func isFolder(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path + "/.")
        return attributes?[.type] as? FileAttributeType == .typeDirectory
    }
}
