import FeedbackStore

/// Why the database takes no changes, as far as clients may know.
enum StoreObstacle: Sendable, Hashable {
    case locked, diskFull, readOnly, damaged, exchanged, other

    /// The obstacle behind an error of the database.
    init(_ error: FeedbackStoreError) {
        switch error {
        case .locked: self = .locked
        case .diskFull: self = .diskFull
        case .readOnly: self = .readOnly
        case .damaged, .notADatabase: self = .damaged
        case .exchanged: self = .exchanged
        default: self = .other
        }
    }

    /// What is wrong, in one sentence.
    var reason: String {
        switch self {
        case .locked: "Another process keeps the database locked."
        case .diskFull: "The disk is full."
        case .readOnly: "The database file is read-only."
        case .damaged: "The database is damaged."
        case .exchanged: "The database file was deleted or replaced under the service."
        case .other: "The database could not be read or written."
        }
    }

    /// What to do about it, in one sentence.
    var remedy: String {
        switch self {
        case .locked: "Try again when the other process is done."
        case .diskFull: "Make room and try again."
        case .readOnly: "Make the file writable and try again."
        case .damaged: "Restore a backup and restart the service."
        case .exchanged: "Put the file back, or restart the service to go on with the file that is there now."
        case .other: "The service's log says why; try again later."
        }
    }

    /// When another try is worth it, in seconds.
    var retryAfter: Int {
        switch self {
        case .locked, .other: 5
        case .diskFull, .readOnly, .damaged, .exchanged: 60
        }
    }
}
