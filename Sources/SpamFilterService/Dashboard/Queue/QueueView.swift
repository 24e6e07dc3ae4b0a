import FeedbackStore
import SpamClassifier

/// The queue as the template shows it.
struct QueueView: Sendable {
    struct Tab: Sendable {
        let name: String
        let address: String
        let isChosen: Bool
        let count: String?
    }

    /// The way on where a page found too few.
    struct Further: Sendable {
        /// How many comments were looked at.
        let looked: String
        let onward: String
    }

    let tabs: [Tab]
    let pile: String
    let filters: [String: String]
    let isNarrowed: Bool
    let plainAddress: String
    let complaints: [String]
    let items: [QueueItemView]
    let hasItems: Bool
    let emptyWords: String
    let further: Further?
    let back: String
    let mayErase: Bool
    let isMarkedPile: Bool
    let pages: PagingView

    init(_ page: QueuePage, filter: QueueFilter, waiting: Int, model: Model, access: Access) {
        tabs = QueueQuery.Pile.allCases.map { pile in
            Tab(
                name: pile.title,
                address: filter.path(pile),
                isChosen: pile == filter.pile,
                count: pile == .unsure && !filter.isNarrowed ? Self.words(waiting: waiting) : nil
            )
        }
        pile = filter.pile.name
        filters = filter.fields
        isNarrowed = filter.isNarrowed
        plainAddress = QueueFilter.path(pile: filter.pile)
        complaints = filter.complaints
        items = page.entries.map { entry in
            QueueItemView(entry, explanation: model.explanation(of: entry.comment.comment, findsDecisive: false))
        }
        hasItems = !items.isEmpty
        emptyWords = Self.emptyWords(filter, isCutShort: page.isCutShort)
        let following = page.next.map { filter.path(cursor: $0) }
        further =
            page.isCutShort
            ? following.map { Further(looked: NumberWords.count(page.looked, "comment"), onward: $0) } : nil
        back = filter.path(cursor: filter.cursor)
        mayErase = access.role >= .admin
        isMarkedPile = filter.pile == .marked
        pages = PagingView(
            first: filter.cursor == nil ? nil : filter.path(),
            following: page.isCutShort ? nil : following
        )
    }

    /// How many comments wait, which are counted up to 1,000.
    static func words(waiting: Int) -> String { waiting >= 1_000 ? "1,000+" : "\(waiting)" }

    private static func emptyWords(_ filter: QueueFilter, isCutShort: Bool) -> String {
        if isCutShort { return "Nothing among the comments that were looked at." }
        if filter.isNarrowed { return "Nothing here is like that." }
        return switch filter.pile {
        case .unsure: "Nothing waits for you. The filter was sure of everything it was asked about."
        case .spam: "No spam waits here."
        case .ham: "No ham waits here."
        case .marked: "Nobody has marked a comment yet."
        }
    }
}

extension QueueFilter {
    /// The address of a pile as a whole.
    static func path(pile: QueueQuery.Pile) -> String {
        pile == .unsure ? PageSection.queue.path : "\(PageSection.queue.path)?pile=\(pile.name)"
    }
}
