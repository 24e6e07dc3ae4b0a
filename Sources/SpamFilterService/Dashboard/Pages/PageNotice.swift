import FeedbackStore
import SpamClassifier

/// What became of a form, for the page that follows.
struct PageNotice: Sendable {
    /// One sentence.
    var text: String
    /// What failed, each with its reason; empty where all went well.
    var failures: [String] = []
    /// The labels to go back to; empty where nothing can be undone.
    var undo: [(id: CommentID, label: Label?)] = []
    /// The page to come back to after undoing.
    var path = ""
}

/// A notice as the layout shows it.
struct NoticeView: Sendable {
    struct Step: Sendable {
        let value: String
    }

    let text: String
    let isFailure: Bool
    let failures: [String]
    let hasUndo: Bool
    let undo: [Step]
    let back: String

    init(_ notice: PageNotice) {
        text = notice.text
        isFailure = !notice.failures.isEmpty
        failures = notice.failures
        hasUndo = !notice.undo.isEmpty
        undo = notice.undo.map { Step(value: "\($0.id).\($0.label?.name ?? "none")") }
        back = notice.path
    }
}
