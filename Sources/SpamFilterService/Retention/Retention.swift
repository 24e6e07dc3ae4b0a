/// How long comments are kept.
public struct Retention: Sendable, Hashable {
    /// Days after which a comment that nobody marked goes; `nil` to keep it.
    public var unlabelledDays: Int?
    /// Days after which the text of a marked comment, and what is known of its author, goes; `nil` to keep it.
    ///
    /// The hashed features stay, so that the mark still counts and can be taken back.
    public var labelledTextDays: Int?

    /// What holds when nothing else is said: a month for what nobody looked at, no end for what somebody marked.
    public static let standard = Retention(unlabelledDays: 30, labelledTextDays: nil)

    /// Makes a retention from its parts.
    public init(unlabelledDays: Int?, labelledTextDays: Int?) {
        self.unlabelledDays = unlabelledDays
        self.labelledTextDays = labelledTextDays
    }
}
