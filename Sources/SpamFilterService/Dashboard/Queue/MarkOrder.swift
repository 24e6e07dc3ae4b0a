import SpamClassifier

/// What a moderator asked for with a button: one comment's own, or one for all that are selected.
struct MarkOrder: Sendable {
    enum Action: String, Sendable {
        case spam, ham, unmark, erase

        /// The label to give; `nil` to take it away.
        var label: Label? { Label(name: rawValue) }
    }

    let action: Action
    let ids: [String]
    /// Those of the ids that stand for all comments that say the same.
    let alike: Set<String>
    /// The page to go back to.
    let back: String

    /// Reads the form of the queue.
    ///
    /// A button's value is an action, or an action and an id, `spam.01m…`, which then counts alone.
    ///
    /// - Throws: ``Problem/missingField(_:)`` or ``Problem/invalidValue(field:detail:)``.
    init(_ form: PageForm, action fixed: Action? = nil) throws(Problem) {
        let parts = (form["action"] ?? "").split(separator: ".", maxSplits: 1).map(String.init)
        guard let action = fixed ?? parts.first.flatMap(Action.init(rawValue:)) else {
            throw .invalidValue(field: "action", detail: "The action must be spam, ham, unmark or erase.")
        }
        self.action = action
        var known: Set<String> = []
        ids = (fixed == nil && parts.count > 1 ? [parts[1]] : form.all("id")).filter { known.insert($0).inserted }
        guard !ids.isEmpty else {
            throw .invalidValue(field: "id", detail: "No comment was selected: tick the boxes of those that you mean.")
        }
        guard ids.count <= RequestLimits.idsPerMark else {
            throw .invalidValue(field: "id", detail: "At most \(RequestLimits.idsPerMark) comments at once.")
        }
        alike = Set(form.all("alike"))
        back = LoginController.destination(form["back"])
    }
}

/// The labels to go back to, by label: a bulk mark for each.
struct UndoSteps {
    private(set) var groups: [(label: Label?, ids: [String])] = []

    /// Reads `id.spam`, `id.ham` and `id.none`; other texts are left out.
    init(_ texts: [String]) {
        for label in [nil, Label.ham, .spam] {
            let suffix = ".\(label?.name ?? "none")"
            let ids = texts.prefix(RequestLimits.idsPerMark).filter { $0.hasSuffix(suffix) }
                .map { String($0.dropLast(suffix.count)) }
            if !ids.isEmpty { groups.append((label, ids)) }
        }
    }
}

/// Counted things in words.
enum Plural {
    static func comments(_ count: Int) -> String { count == 1 ? "1 comment" : "\(PageNumber.grouped(count)) comments" }
}
