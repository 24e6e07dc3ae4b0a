/// What an operator can choose about the Akismet protocol.
public struct AkismetOptions: Sendable, Hashable {
    /// After how many seconds clients should ask again about a comment of which the model is unsure; `nil` never.
    ///
    /// WordPress holds such a comment back.
    public var recheckAfter: Int?

    /// What Akismet itself answers, by its plugin's documentation: two minutes.
    public static let standard = AkismetOptions(recheckAfter: 120)

    /// Makes options.
    public init(recheckAfter: Int?) {
        self.recheckAfter = recheckAfter
    }
}
