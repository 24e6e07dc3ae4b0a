import GRDB
import Synchronization

/// The statements that a store really ran, each once.
final class StatementTrace: Sendable {
    private let statements = Mutex<Set<String>>([])

    func add(_ statement: String) { _ = statements.withLock { $0.insert(statement) } }

    /// Those that read or change rows.
    var all: [String] {
        statements.withLock { $0 }.filter { statement in
            ["SELECT", "WITH", "INSERT", "UPDATE", "DELETE"].contains { statement.hasPrefix($0) }
                && !["grdb_", "sqlite_", "pragma_", "vacuum_db"].contains { statement.contains($0) }
        }.sorted()
    }
}

/// How SQLite goes about a statement.
struct QueryPlan: CustomStringConvertible {
    /// One step, and the step that it is a part of.
    struct Step {
        let detail: String
        let parent: Int

        /// What a scan reads from end to end; `nil` for other steps.
        var scanned: String? {
            let words = detail.split(separator: " ")
            return words.first == "SCAN" && words.count > 1 ? String(words[1]) : nil
        }

        /// Whether rows are found by one bound of an index alone.
        var hasOpenRange: Bool { detail.contains(/^SEARCH .*\([A-Za-z]+[<>]\?\)/) }
    }

    let statement: String
    let steps: [Step]

    /// Tables that may be read from end to end; all others grow with use.
    static let smallTables: [(name: String, reason: String)] = [
        ("installation", "it has one row"), ("site", "an operator runs so many sites, not more with every comment"),
        ("webhook", "one row for each site at most"), ("accessKey", "somebody makes each by hand"),
        ("dataset", "somebody imports each by hand"), ("changeLease", "it has one row"),
    ]

    init(_ statement: String, _ db: Database) throws {
        self.statement = statement
        steps = try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(statement)").map { row in
            Step(detail: row["detail"], parent: row["parent"])
        }
    }

    /// Whether the work does not grow with the database: rows are searched by key or index, or walked in the order of an
    /// index or a key until a limit is reached, a match is found, or the last one is.
    var isBounded: Bool {
        let isCutOff = statement.contains("LIMIT")
        let sorted = steps.filter { $0.detail.contains("USE TEMP B-TREE FOR ORDER BY") }.map(\.parent)
        let readsAllOfRange = statement.hasPrefix("SELECT") && !isCutOff && !statement.contains(/max\(|EXISTS/)
        return steps.allSatisfy { step in
            if step.hasOpenRange, readsAllOfRange { return false }
            guard let table = step.scanned, !isOfThisStatement(table) else { return true }
            return Self.smallTables.contains { $0.name == table } || isCutOff && !sorted.contains(step.parent)
        }
    }

    /// Whether something is made by the statement itself, in steps that are looked at like the others.
    private func isOfThisStatement(_ name: String) -> Bool {
        name.hasPrefix("(subquery-") || name == "CONSTANT"
            || steps.contains { $0.detail == "CO-ROUTINE \(name)" || $0.detail == "MATERIALIZE \(name)" }
    }

    var description: String { ([statement] + steps.map(\.detail)).joined(separator: "\n  ") }
}
