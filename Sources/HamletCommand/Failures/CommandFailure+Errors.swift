import FeedbackStore
import NIOCore
import Training

extension CommandFailure {
    /// The failure that an error of another room is, at the edge.
    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as FeedbackStoreError: self.init(error)
        case let error as CorpusError: self.init(error)
        case let error as IOError: self.init(error)
        default: self.init(.fault, "Something went wrong: \(error)")
        }
    }

    private init(_ error: FeedbackStoreError) {
        switch error {
        case .missing(let path): self.init(.noInput, "There is no database \(path); “hamlet serve” makes one.")
        case .missingFolder(let path): self.init(.cannotCreate, "There is no folder for the database \(path).")
        case .unreadable(let path): self.init(.noInput, "The database \(path) cannot be read: check its permissions.")
        case .readOnly(let path):
            self.init(.cannotCreate, "The database \(path) cannot be written: check its and its folder's permissions.")
        case .notADatabase(let path): self.init(.data, "\(path) is not an SQLite database.")
        case .foreignDatabase(let path): self.init(.data, "\(path) is a database of another program.")
        case .newerSchema(let path, let migrations):
            self.init(
                .data,
                "The database \(path) was made by a newer version of hamlet (\(migrations.joined(separator: ", "))); "
                    + "use that version, or restore an older backup."
            )
        case .olderSchema(let path):
            self.init(.data, "The database \(path) is of an older version; “hamlet serve” or a mark upgrades it.")
        case .locked(let path): self.init(.tryAgain, "Another process keeps the database \(path) locked; try again.")
        case .diskFull(let path): self.init(.disk, "The disk of the database \(path) is full; nothing was changed.")
        case .damaged(let path, let detail):
            self.init(
                .data,
                "The database \(path) is damaged (\(detail)): restore a backup. “sqlite3 \(path) 'PRAGMA "
                    + "integrity_check'” tells more."
            )
        case .exchanged(let path):
            self.init(.cannotCreate, "The database \(path) was deleted or replaced while it was in use; try again.")
        case .closed(let path): self.init(.fault, "The database \(path) was closed too early.")
        case .fileExists(let path): self.init(.cannotCreate, "\(path) is there already; it is not overwritten.")
        case .unknownComment(let id): self.init(.noInput, "No comment has the id \(id).")
        case .unknownDataset(let name):
            self.init(.noInput, "No dataset is called “\(name)”; see “hamlet datasets list”.")
        case .unknownKey(let id): self.init(.noInput, "No key has the number \(id); see “hamlet keys list”.")
        case .unknownWebhook(let site):
            let name = site.map { "The site “\($0)”" } ?? "The default site"
            self.init(.noInput, "\(name) has no webhook; see “hamlet sites list”.")
        case .unusableName(let name):
            self.init(.usage, "“\(name)” is no name: 1 to 64 characters without control characters.")
        case .refitOutdated:
            self.init(
                .tryAgain,
                "Datasets or comments came or went again and again while the model was refitted; nothing was changed, try again."
            )
        case .featuresOfOtherSeed:
            self.init(
                .data,
                "The export has features instead of texts, which only an empty database, or one with the same hash seed, can "
                    + "take; nothing was changed. Export with texts, or import into a new database."
            )
        case .featuresOfOtherRules:
            self.init(
                .data,
                "The export has features instead of texts, made by another version of hamlet; nothing was changed. Export with "
                    + "texts, or use that version."
            )
        case .emptyErasure: self.init(.data, "A request to forget names nobody and nothing.")
        case .unnamedDataset: self.init(.data, "A dataset needs a name.")
        case .newerExport(let version):
            self.init(.data, "The export was made by a newer version of hamlet (layout \(version)); use that version.")
        case .sqlite(let path, let code, let detail):
            self.init(.disk, "The database \(path) failed: \(detail) (SQLite result \(code)).")
        }
    }

    private init(_ error: CorpusError) {
        switch error {
        case .unreadable: self.init(.noInput, error.description)
        case .unwritable: self.init(.cannotCreate, error.description)
        case .noMailLabel: self.init(.data, "\(error) Its label: --label spam, ham or headers.")
        default: self.init(.data, error.description)
        }
    }

    private init(_ error: IOError) {
        self.init(.unavailable, "\(error)")
    }
}
