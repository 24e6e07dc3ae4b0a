import Foundation
import GRDB

/// The walk along one index that finds the comments of a queue, and what of the query the index does not know.
///
/// The index is named in the statement: a query is either answered along it, or not at all.
struct QueueStatement {
    private var source = ""
    private var walk = ["comment.datasetID IS NULL"]
    private var walkValues: [(any DatabaseValueConvertible)?] = []
    private var rest: [String] = []
    private var restValues: [(any DatabaseValueConvertible)?] = []
    private let isByMargin: Bool
    private var identifier = "comment.id"

    init(_ query: QueueQuery) {
        isByMargin = query.pile == .unsure && [query.author, query.host, query.language].allSatisfy { $0 == nil }
        choosePath(query)
        filter(query)
        turnPage(query)
    }

    /// Key, id, margin, likeness of each comment on the walk, and whether the rest of the query wants it; as many as a page
    /// looks at, and one by which it knows that there are more.
    var sql: String {
        """
        SELECT comment.key, comment.id, comment.margin, comment.likeness,
            \(rest.isEmpty ? "1" : "coalesce(\(rest.joined(separator: " AND ")), 0)")
        FROM \(source) WHERE \(walk.joined(separator: " AND "))
        ORDER BY \(isByMargin ? "comment.margin, comment.id" : "\(identifier) DESC") LIMIT \(FeedbackStore.queueReach + 1)
        """
    }

    var arguments: StatementArguments { StatementArguments(restValues + walkValues) }

    /// The place right behind a comment.
    func cursor(id: CommentID, margin: Double?) -> CommentCursor {
        CommentCursor(id: id, margin: isByMargin ? margin : nil)
    }

    private mutating func go(_ condition: String, _ values: (any DatabaseValueConvertible)?...) {
        walk.append(condition)
        walkValues += values
    }

    private mutating func want(_ condition: String, _ values: (any DatabaseValueConvertible)?...) {
        rest.append("(\(condition))")
        restValues += values
    }

    private static let ofSite = "comment.siteID = (SELECT id FROM site WHERE name = ?)"

    private mutating func choosePath(_ query: QueueQuery) {
        var site: String?
        if case .only(let name) = query.sites { site = (name ?? "").storable }
        let isSiteWalked = site != nil && [query.host, query.author, query.language].allSatisfy { $0 == nil }
        if let host = query.host {
            source = "commentHost JOIN comment ON comment.id = commentHost.commentID"
            identifier = "commentHost.commentID"
            go("commentHost.host = ?", LinkHosts.plain(host).storable)
        }
        for (column, text) in [("author", query.author), ("language", query.language)] {
            guard let text else { continue }
            let condition = "comment.\(column) = ? COLLATE NOCASE"
            if source.isEmpty {
                source = "comment INDEXED BY commentBy\(column.capitalized)"
                go(condition, text.storable)
            } else {
                want(condition, text.storable)
            }
        }
        if source.isEmpty { walkPile(query.pile, suffix: isSiteWalked ? "OfSite" : "") }
        addPile(query.pile, isWalked: source.contains("commentUnsure") || source.contains("commentMarked"))
        guard let site else { return }
        if isSiteWalked { go(Self.ofSite, site) } else { want(Self.ofSite, site) }
    }

    private mutating func walkPile(_ pile: QueueQuery.Pile, suffix: String) {
        switch pile {
        case .unsure: source = "comment INDEXED BY commentUnsure\(suffix)"
        case .marked: source = "comment INDEXED BY commentMarked\(suffix)"
        case .spam, .ham:
            source = "comment INDEXED BY commentNewest\(suffix)ByVerdict"
            go("comment.verdict = ?", pile == .spam ? "spam" : "ham")
        }
    }

    private mutating func addPile(_ pile: QueueQuery.Pile, isWalked: Bool) {
        switch (pile, isWalked) {
        case (.unsure, true): go("comment.label IS NULL AND comment.verdict = 'unsure' AND comment.margin IS NOT NULL")
        case (.marked, true): go("comment.label IS NOT NULL")
        case (.marked, false): want("comment.label IS NOT NULL")
        case (.unsure, false): want("comment.label IS NULL AND comment.verdict = 'unsure'")
        case (.spam, _): want("comment.label IS NULL AND comment.verdict = 'spam'")
        case (.ham, _): want("comment.label IS NULL AND comment.verdict = 'ham'")
        }
    }

    private mutating func filter(_ query: QueueQuery) {
        for (bound, sign) in [(query.since, ">="), (query.before, "<")] {
            guard let bound else { continue }
            let id = CommentID.earliest(at: bound).description
            if isByMargin { want("comment.id \(sign) ?", id) } else { go("\(identifier) \(sign) ?", id) }
        }
        guard let text = query.text, !text.isEmpty else { return }
        let pattern = "%\(text.storable.literalPattern)%"
        let places = ["content", "author", "authorEmail", "authorURL", "authorIP"]
        rest.append("(\(places.map { "comment.\($0) LIKE ? ESCAPE '\\'" }.joined(separator: " OR ")))")
        restValues += places.map { _ in pattern }
    }

    private mutating func turnPage(_ query: QueueQuery) {
        guard let cursor = query.cursor else { return }
        switch (isByMargin, cursor.margin) {
        case (true, let margin?): go("(comment.margin, comment.id) > (?, ?)", margin, cursor.id.description)
        case (false, nil): go("\(identifier) < ?", cursor.id.description)
        default: break
        }
    }
}
