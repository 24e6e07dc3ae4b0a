import GRDB
import SpamClassifier

extension FeedbackStore {
    /// One page of the comments that a query asks for.
    ///
    /// Indexes serve the orders with the filters by site, verdict, label or time, and by site and verdict together. What
    /// further filters leave out is read and skipped.
    public func comments(matching query: CommentQuery) async throws -> CommentPage {
        let limit = query.pageSize
        return try await read { db in
            let statement = ListingStatement(query)
            let rows = try Row.fetchAll(db, sql: statement.sql, arguments: statement.arguments)
            let comments = try rows.prefix(limit).map(CommentRow.recordedComment)
            guard rows.count > limit, let last = comments.last else { return CommentPage(comments: comments) }
            let margin = query.order == .uncertainty ? last.judgement.map { abs($0.probability - 0.5) } : nil
            return CommentPage(comments: comments, next: CommentCursor(id: last.id, margin: margin))
        }
    }
}

/// The statement for one page of a query, and for one row more, which tells whether another page follows.
private struct ListingStatement {
    private var conditions = ["comment.datasetID IS NULL"]
    private var values: [(any DatabaseValueConvertible)?] = []
    private let order: CommentQuery.Order
    /// Whether the list is one of all labels by uncertainty.
    private let isMerged: Bool
    private let rowCount: Int

    init(_ query: CommentQuery) {
        order = query.order
        isMerged = query.order == .uncertainty && query.labels == .any
        rowCount = query.pageSize + 1
        filter(query)
        turnPage(query.cursor)
    }

    var sql: String {
        if isMerged { return mergedSQL }
        return """
            SELECT \(CommentRow.columns) FROM \(CommentRow.tables)
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY \(order == .newest ? "comment.id DESC" : "comment.margin, comment.id")
            LIMIT \(rowCount)
            """
    }

    /// The index of uncertainty has one order for each label: they are merged as far as the page goes, and no further.
    private var mergedSQL: String {
        let ofLabel = Self.anyLabel.map { label in
            "SELECT comment.key, comment.margin, comment.id FROM comment "
                + "WHERE \((conditions + [label]).joined(separator: " AND "))"
        }
        return """
            WITH page (key, margin, id) AS (
                \(ofLabel.joined(separator: " UNION ALL "))
                ORDER BY 2, 3 LIMIT \(rowCount)
            )
            SELECT \(CommentRow.columns) FROM page CROSS JOIN comment ON comment.key = page.key
            LEFT JOIN site ON site.id = comment.siteID LEFT JOIN dataset ON dataset.id = comment.datasetID
            ORDER BY page.margin, page.id
            """
    }

    private static let anyLabel = ["comment.label IS NULL", "comment.label = 0", "comment.label = 1"]

    var arguments: StatementArguments {
        // Each part of the union has the values of all its conditions.
        let times = isMerged ? Self.anyLabel.count : 1
        return StatementArguments(Array(repeating: values, count: times).flatMap(\.self))
    }

    private mutating func add(_ condition: String, _ values: [(any DatabaseValueConvertible)?]) {
        conditions.append(condition)
        self.values += values
    }

    private mutating func filter(_ query: CommentQuery) {
        if case .only(let site) = query.sites {
            add("comment.siteID = (SELECT id FROM site WHERE name = ?)", [(site ?? "").storable])
        }
        // The plus keeps SQLite from finding comments by a filter and sorting them when the order is by uncertainty.
        let plus = order == .uncertainty ? "+" : ""
        if let verdict = query.verdict { add("\(plus)comment.verdict = ?", [verdict]) }
        switch query.labels {
        case .any: break
        case .unlabelled: add("comment.label IS NULL", [])
        case .only(let label): add("comment.label = ?", [label.rawValue])
        }
        if let since = query.since {
            add("\(plus)comment.id >= ?", [CommentID.earliest(at: since).description])
        }
        if let text = query.text, !text.isEmpty {
            let places = ["content", "author", "authorEmail", "authorURL", "authorIP"]
            let condition = places.map { "comment.\($0) LIKE ? ESCAPE '\\'" }.joined(separator: " OR ")
            add("(\(condition))", places.map { _ in "%\(text.storable.literalPattern)%" })
        }
    }

    private mutating func turnPage(_ cursor: CommentCursor?) {
        switch order {
        case .newest:
            guard let cursor, cursor.margin == nil else { return }
            add("comment.id < ?", [cursor.id.description])
        case .uncertainty:
            add("comment.margin IS NOT NULL", [])
            guard let cursor, let margin = cursor.margin else { return }
            add("(comment.margin, comment.id) > (?, ?)", [margin, cursor.id.description])
        }
    }
}

extension String {
    /// The text as a pattern of `LIKE` that matches nothing but itself, with `\` as the escape character.
    var literalPattern: String {
        String(flatMap { "%_\\".contains($0) ? ["\\", $0] : [$0] })
    }
}
