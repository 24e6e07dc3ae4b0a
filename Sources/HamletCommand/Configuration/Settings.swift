import Configuration
import FeedbackStore
import Foundation
import SpamClassifier
import SpamFilterService
import SystemPackage

/// What a command works with: the command line over the environment (`HAMLET_…`) over the configuration file over the
/// built-in defaults.
struct Settings {
    let database: String
    let host: String
    let port: Int
    /// The folder of the starter comments; `nil` to do without.
    let starter: String?
    /// How many honest comments may be lost.
    let hamBudget: HamBudget
    /// What of a person's data is kept with recorded comments.
    let privacy: Privacy

    private static let defaultFile = "Config/hamlet.json"
    private static let defaultStarterFolder = "TrainingData"

    /// Reads the settings.
    ///
    /// - Parameters:
    ///   - options: What was given on the command line.
    ///   - overrides: Further values of the command line.
    /// - Throws: ``CommandFailure`` for a file that cannot be read and a value that makes no sense.
    init(_ options: CommonOptions, overrides: [AbsoluteConfigKey: ConfigValue] = [:]) async throws {
        let given = options.values.merging(overrides) { _, override in override }
        let reader = ConfigReader(providers: [
            InMemoryProvider(name: "command line", values: given),
            EnvironmentVariablesProvider().prefixKeys(with: "hamlet"),
            try await Self.file(options.config),
        ])
        database =
            try await Self.value("database", "a text") { try await reader.fetchString(forKey: $0) } ?? "hamlet.sqlite"
        guard !database.isEmpty else { throw CommandFailure(.configuration, "The path of the database is empty.") }
        host =
            try await Self.value("host", "a text") { try await reader.fetchString(forKey: $0) }
            ?? SpamFilterApplication.defaultHost
        port =
            try await Self.value("port", "a whole number") { try await reader.fetchInt(forKey: $0) }
            ?? SpamFilterApplication.defaultPort
        guard (0...65_535).contains(port) else {
            throw CommandFailure(.configuration, "The port \(port) does not exist: it must lie between 0 and 65535.")
        }
        let share =
            try await Self.value("maxHamMisclassification", "a number") { try await reader.fetchDouble(forKey: $0) }
            ?? HamBudget.standard.share
        guard share > 0, share <= 0.5 else {
            throw CommandFailure(
                .configuration,
                "maxHamMisclassification is a share above 0 and up to 0.5, for example 0.005; it is \(share)."
            )
        }
        hamBudget = HamBudget(share: share)
        let level = try await Self.value("privacy", "a text") { try await reader.fetchString(forKey: $0) }
        guard let privacy = Privacy(rawValue: level ?? Privacy.full.rawValue) else {
            let levels = Privacy.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure(.configuration, "privacy is one of \(levels); it is “\(level ?? "")”.")
        }
        self.privacy = privacy
        starter = try Self.starterFolder(
            try await Self.value("starter", "a text") { try await reader.fetchString(forKey: $0) }
        )
    }

    /// A value that was given; `nil` where none was, an error where it is of the wrong kind.
    private static func value<Value>(
        _ key: ConfigKey,
        _ kind: String,
        _ fetch: (ConfigKey) async throws -> Value?
    ) async throws -> Value? {
        do {
            return try await fetch(key)
        } catch {
            throw CommandFailure(.configuration, "The setting “\(key)” must be \(kind).")
        }
    }

    private static func file(_ path: String?) async throws -> FileProvider<JSONSnapshot> {
        do {
            return try await FileProvider<JSONSnapshot>(
                filePath: FilePath(path ?? defaultFile),
                allowMissing: path == nil
            )
        } catch {
            let name = path ?? defaultFile
            guard FileManager.default.fileExists(atPath: name) else {
                throw CommandFailure(.configuration, "The configuration file \(name) is missing.")
            }
            throw CommandFailure(.configuration, "The configuration file \(name) cannot be read as a JSON object.")
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
