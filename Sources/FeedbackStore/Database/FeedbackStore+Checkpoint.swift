import GRDB

extension FeedbackStore {
    /// Copies what the write-ahead log holds into the database, as far as no reader needs the old pages.
    ///
    /// A mark is on disk as soon as it stands in the log; but until it is copied, the log holds the only copy, and whoever
    /// forgets or cuts that file loses it. Does nothing when nothing was written since the last call. A failure is noted
    /// like that of any change, and what was not copied is copied by a later call.
    public func copyLog() async {
        guard health.failure == nil, let time = files.timeOfLogToCopy() else { return }
        await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [files, writing] db in
                do {
                    try files.check(db)
                    let (all, copied) = try db.checkpoint(.passive)
                    if copied == all { files.copiedLog(of: time) }
                } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                    // Another process copies.
                } catch {
                    writing.note(error)
                }
                continuation.resume()
            }
        }
    }
}
