import Synchronization

/// Collects the statements that a store really runs.
final class Trace: Sendable {
    private let statements = Mutex<[String]>([])

    func add(_ statement: String) { statements.withLock { $0.append(statement) } }

    /// All statements since the last call.
    func takeAll() -> [String] {
        statements.withLock { statements in
            defer { statements = [] }
            return statements
        }
    }

    /// The queries and changes since the last call.
    func take() -> [String] {
        takeAll().filter { statement in
            ["SELECT", "WITH", "INSERT", "UPDATE"].contains { statement.hasPrefix($0) }
                && !["grdb", "sqlite_", "RAISE"].contains { statement.contains($0) }
        }
    }
}
