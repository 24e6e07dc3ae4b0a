/// What an operator may set bounds to.
public struct ServiceLimits: Sendable, Hashable {
    /// The most connections at once; further ones wait in the system's backlog.
    public var connections = 10_240
    /// The most requests at once; beyond it requests are refused with 503, verdicts before marks.
    public var requestsInFlight = 256
    /// The most requests a second with one key, on average; bursts may have twice as many.
    ///
    /// 0 sets no bound.
    public var requestsPerSecond = 0
    /// How many seconds a connection may be silent, between requests and inside of one.
    public var idleSeconds = 60
    /// How many seconds a request may take to arrive; a batch may take longer as long as it is not silent.
    public var bodySeconds = 30

    /// The built-in limits.
    public init() {}
}
