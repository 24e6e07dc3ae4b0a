import Logging
import Synchronization

/// What a test's logger was told.
final class CollectedLog: Sendable {
    struct Line: Sendable {
        let level: Logger.Level
        let message: String
        let metadata: [String: String]
    }

    private let collected = Mutex<[Line]>([])

    /// The lines since the last call.
    func take() -> [Line] {
        collected.withLock { lines in
            defer { lines = [] }
            return lines
        }
    }

    /// A logger that tells this log everything.
    var logger: Logger {
        var logger = Logger(label: "test") { _ in Handler(log: self) }
        logger.logLevel = .trace
        return logger
    }

    private struct Handler: LogHandler {
        let log: CollectedLog
        var metadata: Logger.Metadata = [:]
        var metadataProvider: Logger.MetadataProvider?
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { _, own in own }.mapValues { "\($0)" }
            let line = Line(level: event.level, message: event.message.description, metadata: all)
            log.collected.withLock { $0.append(line) }
        }
    }
}
