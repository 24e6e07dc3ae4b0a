/// What can go wrong with the database, as facts; the words for people are made at the edge.
public enum FeedbackStoreError: Error, Sendable, Hashable {
    /// There is no file at the path, and none may be created: the database was to be read only.
    case missing(path: String)
    /// The folder that should hold the database does not exist, or is not a folder.
    case missingFolder(path: String)
    /// This user may not read the file, or the path names a folder.
    case unreadable(path: String)
    /// This user may not write the file, or not into its folder, where SQLite keeps files beside the database.
    case readOnly(path: String)
    /// The file is not an SQLite database.
    case notADatabase(path: String)
    /// The file is an SQLite database of another program.
    case foreignDatabase(path: String)
    /// The database was changed by a newer version, in these steps that this version does not know.
    case newerSchema(path: String, migrations: [String])
    /// The database is of an older version and was opened to be read only; opening it for writing upgrades it.
    case olderSchema(path: String)
    /// Another process kept the database locked for longer than a write waits: five seconds.
    case locked(path: String)
    /// The disk is full; nothing was changed.
    case diskFull(path: String)
    /// The database contradicts itself: restore a backup.
    case damaged(path: String, detail: String)
    /// The database, or a file that SQLite keeps beside it, was deleted or replaced while it was open.
    case exchanged(path: String)
    /// The store was closed before.
    case closed(path: String)
    /// Something is already at the path that a backup should be written to.
    case fileExists(path: String)
    /// No comment has this id, or the dataset that brought it was removed.
    case unknownComment(CommentID)
    /// No dataset has this name.
    case unknownDataset(name: String)
    /// No key has this number.
    case unknownKey(Int64)
    /// The site has no webhook.
    case unknownWebhook(site: String?)
    /// A key and its site may have names of 1 to 64 characters without control characters; this is none.
    case unusableName(String)
    /// Datasets or comments came or went while a refit was computed; nothing was changed.
    case refitOutdated
    /// An export has hashed features, which mean something only in a database with the seed of the one that made it.
    case featuresOfOtherSeed
    /// An export has hashed features that were found by other rules than those of this version.
    case featuresOfOtherRules
    /// A request to forget names nobody and nothing.
    case emptyErasure
    /// A dataset needs a name that is not empty.
    case unnamedDataset
    /// An export was made by a newer version, in a layout that this version does not read.
    case newerExport(version: Int)
    /// SQLite failed otherwise, with this extended result code and message.
    case sqlite(path: String, code: Int32, detail: String)
}
