import FeedbackStore

/// How comments are processed here, as the settings in force have it.
struct PrivacyView: Sendable {
    let isFull: Bool
    let isHashed: Bool
    let isMinimal: Bool
    /// How long a comment is kept that nobody marked: a sentence.
    let unmarked: String
    /// How long the text of a marked comment is kept: a sentence.
    let marked: String

    init(privacy: Privacy, retention: Retention) {
        isFull = privacy == .full
        isHashed = privacy == .hashed
        isMinimal = privacy == .minimal
        unmarked =
            retention.unlabelledDays.map {
                "A comment that no moderator has marked is deleted after \(NumberWords.count($0, "day"))."
            } ?? "A comment that no moderator has marked is kept until somebody asks for it to be forgotten."
        marked =
            retention.labelledTextDays.map {
                "A comment that a moderator has marked as spam or as honest is an example to learn from. Its text, and what "
                    + "is known of its author, is deleted after \(NumberWords.count($0, "day")); what stays are numbers that "
                    + "stand for its words and cannot be read back."
            }
            ?? "A comment that a moderator has marked as spam or as honest is an example to learn from, and is kept until "
            + "somebody asks for it to be forgotten."
    }
}
