import FeedbackStore
import SpamClassifier

/// What became of a moderator's order, for the page that follows or for the script of the page.
struct MarkResult: Sendable {
    struct Body: Encodable, Sendable {
        struct Entry: Encodable, Sendable {
            let id: String
            let label: String?
            let previous: String?
            let problem: String?
        }

        let text: String
        let results: [Entry]
    }

    private let action: MarkOrder.Action
    let back: String
    var isUndo = false
    private var entries: [(id: String, outcome: Result<MarkOutcome, Problem>)] = []

    init(
        ids: [String] = [],
        outcomes: [Result<MarkOutcome, Problem>] = [],
        action: MarkOrder.Action,
        back: String
    ) {
        self.action = action
        self.back = back
        add(ids: ids, outcomes: outcomes)
    }

    mutating func add(ids: [String], outcomes: [Result<MarkOutcome, Problem>]) {
        entries += zip(ids, outcomes).map { (id: $0, outcome: $1) }
    }

    private var done: [MarkOutcome] { entries.compactMap { try? $0.outcome.get() } }

    private var failures: [String] {
        entries.compactMap { entry in
            guard case .failure(let problem) = entry.outcome else { return nil }
            return "\(entry.id.harmlessExcerpt): \(problem.document.detail)"
        }
    }

    private var text: String {
        let comments = Plural.comments(done.count)
        if done.isEmpty { return "Nothing was changed." }
        if isUndo { return "Taken back: \(comments) as before." }
        return switch action {
        case .spam: "\(comments) marked as spam."
        case .ham: "\(comments) marked as ham."
        default: "\(comments) without a mark again."
        }
    }

    var notice: PageNotice {
        var notice = PageNotice(text: text, failures: failures, path: back)
        if !isUndo { notice.undo = done.filter(\.changed).map { ($0.id, $0.previous) } }
        return notice
    }

    var body: Body {
        Body(
            text: text,
            results: entries.map { entry in
                switch entry.outcome {
                case .success(let outcome):
                    Body.Entry(
                        id: entry.id,
                        label: outcome.label?.name,
                        previous: outcome.previous?.name,
                        problem: nil
                    )
                case .failure(let problem):
                    Body.Entry(id: entry.id, label: nil, previous: nil, problem: problem.document.detail)
                }
            }
        )
    }
}
