/// How the daemon listens, what it takes, and how it ends.
public struct ServiceConfiguration: Sendable {
    /// Where it listens.
    public enum Address: Sendable, Hashable {
        /// An address and a port; port 0 lets the system choose.
        case host(String, port: Int)
        /// A socket in the file system.
        case socket(path: String)
    }

    /// Where it listens.
    public var address: Address
    /// Whether everyone may do everything while no key was ever created.
    public var mayBeOpen: Bool
    /// The certificate that it shows; `nil` to speak plainly.
    public var certificate: Certificate?
    /// How the Akismet protocol is served.
    public var akismet = AkismetOptions.standard
    /// How long comments are kept.
    public var retention = Retention.standard
    /// What it takes at most.
    public var limits = ServiceLimits()
    /// Seconds between the signal to end, from which on `/readyz` says no, and the end of listening.
    public var drainDelaySeconds = 0
    /// Seconds that requests have after that to be answered.
    public var drainSeconds = 30

    /// Listens at an address, with the built-in limits.
    public init(
        address: Address = .host(SpamFilterApplication.defaultHost, port: SpamFilterApplication.defaultPort),
        mayBeOpen: Bool = true
    ) {
        self.address = address
        self.mayBeOpen = mayBeOpen
    }
}
