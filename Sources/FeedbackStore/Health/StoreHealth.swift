import Synchronization

/// Remembers the last failure of the database until something proves that its cause is gone.
final class StoreHealth: Sendable {
    private let state = Mutex<StoreFailure?>(nil)
    private let clock: @Sendable () -> Int64
    /// An element whenever the database begins to fail.
    let failures: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    init(clock: @escaping @Sendable () -> Int64) {
        self.clock = clock
        (failures, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Why the database takes no changes; `nil` while all is well.
    var failure: StoreFailure? { state.withLock { $0 } }

    /// Notes that the database failed; other errors are passed over.
    ///
    /// Damage stays the reason whatever fails afterwards.
    func failed(_ error: FeedbackStoreError) {
        guard error.isOfTheDatabase else { return }
        let isNew = state.withLock { failure in
            defer {
                let since = failure?.since ?? clock()
                if failure?.error.isDamage != true { failure = StoreFailure(error: error, since: since) }
            }
            return failure == nil
        }
        if isNew { signal.yield() }
    }

    /// Notes that a change is on disk: whatever hindered it before is gone, but damage may lie elsewhere in the file.
    func wrote() {
        state.withLock { if $0?.error.isDamage == false { $0 = nil } }
    }

    /// Notes that the whole file was found sound and a change is on disk.
    func mended() {
        state.withLock { $0 = nil }
    }
}
