/// Why the bytes of a snapshot cannot become a model.
public enum SnapshotError: Error, Sendable, Hashable {
    /// They do not begin as a snapshot does.
    case notASnapshot
    /// They are of a layout that this version does not read.
    case otherFormat(UInt32)
    /// The features were made by other rules, so the counts mean something else.
    case otherFeatures(UInt32)
    /// They end too early, or the checksum does not fit.
    case damaged
}
