extension AkismetController {
    /// Who may call which route, by the names that ``RouteAccess/table`` has: the protocol has keys of its own.
    static let access: [String: RouteAccess] = {
        let keyed = [
            "comment-check", "submit-spam", "submit-ham", "verify-key", "get-subscription", "token", "deactivate",
            "get-stats", "usage-limit", "key-sites",
        ]
        let keyless = ["test", "compatible-plugins", "verify-wpcom-key"]
        let rules = keyed.map { ($0, RouteAccess.ownKey) } + keyless.map { ($0, .everyone) }
        let routes = rules.flatMap { name, rule in ["GET", "POST"].map { ("\($0) \(path)/\(name)", rule) } }
        return Dictionary(uniqueKeysWithValues: routes)
    }()

    /// Whether a path that no route has looks like one of the protocol.
    static func mayMean(_ path: String) -> Bool { path.hasPrefix("/1.") }
}
