import Synchronization

/// The last notices, under names that nobody can guess.
///
/// They stay in memory: what a notice tells about is done, whether it is still read or not.
final class NoticeBoard: Sendable {
    private struct Pinned {
        let name: String
        let notice: PageNotice
        /// The number of the key that it is for.
        let keyID: Int64?
    }

    /// How many are kept; each has a thousand ids at most.
    private static let most = 64

    private let notices = Mutex<[Pinned]>([])

    /// Pins a notice for the holder of a key; returns its name.
    func post(_ notice: PageNotice, for access: Access) -> String {
        let name = String(UInt64.random(in: .min ... .max), radix: 36)
        notices.withLock { notices in
            notices.append(Pinned(name: name, notice: notice, keyID: access.keyID))
            if notices.count > Self.most { notices.removeFirst() }
        }
        return name
    }

    /// The notice of a name, if it is for the holder of this key.
    subscript(name: String, for access: Access) -> PageNotice? {
        notices.withLock { $0.first { $0.name == name && $0.keyID == access.keyID }?.notice }
    }
}
