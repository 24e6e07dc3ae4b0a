import ArgumentParser
import Foundation

/// Why a command failed: one line for people, and an exit code for scripts.
struct CommandFailure: Error, CustomStringConvertible {
    /// The exit codes, as in BSD's `sysexits.h`.
    enum Code: Int32 {
        case usage = 64
        case data = 65
        case noInput = 66
        case unavailable = 69
        case fault = 70
        case cannotCreate = 73
        case disk = 74
        case tryAgain = 75
        case configuration = 78
    }

    let code: Code
    let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    /// Does something; what goes wrong becomes one line on standard error and an exit code.
    ///
    /// - Parameter body: What to do.
    /// - Throws: `ExitCode`, after the line was written.
    static func reporting(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let exit as ExitCode {
            throw exit
        } catch {
            let failure = CommandFailure(error)
            FileHandle.standardError.write(Data("hamlet: \(failure)\n".utf8))
            throw ExitCode(failure.code.rawValue)
        }
    }
}
