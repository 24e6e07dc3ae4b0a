import NIOCore
import NIOPosix
import Synchronization

/// Finds the address of a host, away from everybody who has better to do than to wait for a name server.
struct HostResolver: Sendable {
    /// Finds the first address of a host.
    var address: @Sendable (_ host: String, _ port: Int) async throws -> SocketAddress

    /// Asks the system; whoever is cancelled waits no longer.
    static let system = HostResolver { host, port in
        let answer = Answer()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                answer.expect(continuation)
                NIOThreadPool.singleton.submit { state in
                    answer.give(
                        Result {
                            guard state == .active else { throw CancellationError() }
                            return try SocketAddress.makeAddressResolvingHost(host, port: port)
                        }
                    )
                }
            }
        } onCancel: {
            answer.give(.failure(CancellationError()))
        }
    }
}

/// An answer that comes once, from the system or from whoever cancels.
private final class Answer: Sendable {
    private struct State {
        var continuation: CheckedContinuation<SocketAddress, any Error>?
        var result: Result<SocketAddress, any Error>?
    }

    private let state = Mutex(State())

    func expect(_ continuation: CheckedContinuation<SocketAddress, any Error>) {
        let early = state.withLock { state in
            if state.result == nil { state.continuation = continuation }
            return state.result
        }
        if let early { continuation.resume(with: early) }
    }

    func give(_ result: Result<SocketAddress, any Error>) {
        let waiting = state.withLock { state -> CheckedContinuation<SocketAddress, any Error>? in
            guard state.result == nil else { return nil }
            state.result = result
            defer { state.continuation = nil }
            return state.continuation
        }
        waiting?.resume(with: result)
    }
}
