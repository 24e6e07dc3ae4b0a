import Foundation
import Subprocess
import SystemPackage

/// The program, as somebody runs it in a shell.
struct Hamlet: Sendable {
    /// The working folder.
    let folder: URL

    /// What a command left behind.
    struct Outcome: Sendable {
        let status: TerminationStatus
        let output: String
        let errors: String

        /// The exit code; `nil` after a signal.
        var code: Int32? { if case .exited(let code) = status { code } else { nil } }
        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// The program that was built together with the tests: it lies beside their bundle.
    static let program: FilePath = {
        let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? ""
        let path = bundle.firstRange(of: ".xctest").map { String(bundle[..<$0.lowerBound]) } ?? bundle
        return FilePath(URL(fileURLWithPath: path).deletingLastPathComponent().appending(path: "hamlet").path)
    }()

    /// Runs a command to its end.
    func run(
        _ arguments: String...,
        input: String? = nil,
        environment: [String: String] = [:]
    ) async throws -> Outcome {
        try await run(arguments, input: input, environment: environment)
    }

    /// Runs a command to its end.
    func run(_ arguments: [String], input: String? = nil, environment: [String: String] = [:]) async throws -> Outcome {
        let result = try await Subprocess.run(
            .path(Self.program),
            arguments: Arguments(arguments),
            environment: Self.environment(environment),
            workingDirectory: FilePath(folder.path),
            input: .fileDescriptor(try Self.source(of: input), closeAfterSpawningProcess: true),
            output: .string(limit: 1 << 24),
            error: .string(limit: 1 << 20)
        )
        return Outcome(
            status: result.terminationStatus,
            output: result.standardOutput,
            errors: result.standardError
        )
    }

    /// Standard input as a file that has lost its name, so that a command may end without having read it.
    private static func source(of input: String?) throws -> FileDescriptor {
        guard let input else { return try FileDescriptor.open(FilePath("/dev/null"), .readOnly) }
        let file = FileManager.default.temporaryDirectory.appending(path: "HamletCommandTests-\(UUID().uuidString)")
        try Data(input.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try FileDescriptor.open(FilePath(file.path), .readOnly)
    }

    /// The environment of the tests without what configures Hamlet, and with lines of 80 characters.
    static func environment(_ additions: [String: String]) -> Environment {
        let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("HAMLET_") }
        let all = inherited.merging(["COLUMNS": "80"]) { $1 }.merging(additions) { $1 }
        return .custom(
            Dictionary(uniqueKeysWithValues: all.map { (Environment.Key(stringLiteral: $0.key), $0.value) })
        )
    }
}
