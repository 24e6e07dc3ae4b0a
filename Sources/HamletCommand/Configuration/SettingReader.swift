import Configuration
import Foundation
import SystemPackage

/// Reads single settings out of the command line, the environment and the configuration file.
struct SettingReader {
    private let reader: ConfigReader

    private static let defaultFile = "Config/hamlet.json"

    /// Every key of the configuration file.
    static let keys: Set = [
        "database", "host", "port", "socket", "starter", "maxHamMisclassification", "connections", "requestsInFlight",
        "requestsPerSecond", "idleSeconds", "bodySeconds", "drainSeconds", "drainDelaySeconds", "logLevel", "logFormat",
        "tlsCertificate", "tlsPrivateKey", "akismetRecheckAfter", "privacy",
        "unlabelledDays", "labelledTextDays", "maxFeatures",
    ]

    init(_ options: CommonOptions, overrides: [AbsoluteConfigKey: ConfigValue]) async throws {
        let given = options.values.merging(overrides) { _, override in override }
        reader = ConfigReader(providers: [
            InMemoryProvider(name: "command line", values: given),
            EnvironmentVariablesProvider().prefixKeys(with: "hamlet"),
            try await Self.file(options.config),
        ])
    }

    func text(_ key: String) async throws -> String? {
        try await value(key, "a text") { try await reader.fetchString(forKey: $0) }
    }

    func number(_ key: String, _ range: ClosedRange<Int>? = nil) async throws -> Int? {
        let number = try await value(key, "a whole number") { try await reader.fetchInt(forKey: $0) }
        if let number, let range, !range.contains(number) {
            throw CommandFailure(
                .configuration,
                "The setting “\(key)” must lie between \(range.lowerBound) and \(range.upperBound); it is \(number)."
            )
        }
        return number
    }

    func share(_ key: String) async throws -> Double? {
        let share = try await value(key, "a number") { try await reader.fetchDouble(forKey: $0) }
        if let share, !(share > 0 && share <= 0.5) {
            throw CommandFailure(
                .configuration,
                "\(key) is a share above 0 and up to 0.5, for example 0.005; it is \(share)."
            )
        }
        return share
    }

    func choice<Value>(_ key: String, _ words: [String: Value]) async throws -> Value? {
        guard let word = try await text(key) else { return nil }
        guard let value = words[word] else {
            let allowed = words.keys.sorted().joined(separator: ", ")
            throw CommandFailure(.configuration, "The setting “\(key)” must be one of \(allowed); it is “\(word)”.")
        }
        return value
    }

    /// A value that was given; `nil` where none was, an error where it is of the wrong kind.
    private func value<Value>(
        _ key: String,
        _ kind: String,
        _ fetch: (ConfigKey) async throws -> Value?
    ) async throws -> Value? {
        do {
            return try await fetch(ConfigKey(key))
        } catch {
            throw CommandFailure(.configuration, "The setting “\(key)” must be \(kind).")
        }
    }

    private static func file(_ path: String?) async throws -> FileProvider<JSONSnapshot> {
        let name = path ?? defaultFile
        do {
            let provider = try await FileProvider<JSONSnapshot>(filePath: FilePath(name), allowMissing: path == nil)
            try refuseUnknownKeys(in: name)
            return provider
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            guard FileManager.default.fileExists(atPath: name) else {
                throw CommandFailure(.configuration, "The configuration file \(name) is missing.")
            }
            throw CommandFailure(.configuration, "The configuration file \(name) cannot be read as a JSON object.")
        }
    }

    /// A key that is spelt wrong would leave its default in force without a word.
    private static func refuseUnknownKeys(in file: String) throws {
        guard let bytes = FileManager.default.contents(atPath: file) else { return }
        let object = try JSONSerialization.jsonObject(with: bytes) as? [String: Any] ?? [:]
        guard let unknown = Set(object.keys).subtracting(keys).min() else { return }
        throw CommandFailure(
            .configuration,
            "The configuration file \(file) has the unknown key “\(unknown)”; it may have "
                + "\(keys.sorted().joined(separator: ", "))."
        )
    }
}
