import FeedbackStore
import SpamClassifier

/// What the page about labels that are probably wrong shows.
struct SuspectsView: Sendable {
    struct Row: Sendable {
        let id: String
        let label: String
        let other: String
        let probability: String
        let excerpt: String
        let origin: String

        /// The most characters of a text that are shown.
        private static let longest = 400

        init(_ suspect: Suspect, _ recorded: RecordedComment) {
            id = recorded.id.description
            label = suspect.label.name
            other = (suspect.label == .spam ? Label.ham : .spam).name
            probability = NumberWords.percent(suspect.probability)
            let text = recorded.comment.content
            let isWhole = text.count <= Self.longest
            excerpt = text.isEmpty ? "(no text is kept)" : String(text.prefix(Self.longest)) + (isWhole ? "" : " …")
            origin =
                recorded.dataset.map { "dataset \($0)" }
                ?? [recorded.comment.site, NumberWords.day(recorded.receivedAt)].compactMap(\.self)
                .joined(separator: ", ")
        }
    }

    let tabs: ModelTabs
    let suspects: [Row]
    let searchedAt: String
    let wasSearched: Bool
    let foundNothing: Bool
    let isSearching: Bool

    init(_ rows: [Row], state: ModelWork.State, access: Access) {
        tabs = ModelTabs(current: "/model/suspects", access)
        suspects = rows
        searchedAt = state.suspects.map { NumberWords.time($0.endedAt) } ?? ""
        wasSearched = state.suspects != nil
        foundNothing = wasSearched && rows.isEmpty
        isSearching = state.order != nil
    }
}
