import FeedbackStore
import Foundation
import Hummingbird
import SpamClassifier

/// What a moderator asked to see, as the address of the page says it.
struct QueueFilter: Sendable {
    var pile = QueueQuery.Pile.unsure
    /// The fields of the form as they were filled in, by name.
    var fields: [String: String] = [:]
    /// A feature that comments must have; its field is `reason`.
    var reason: FeatureName?
    var cursor: CommentCursor?
    /// What of the address could not be read.
    var complaints: [String] = []

    static let fieldNames = ["q", "site", "author", "host", "language", "reason", "since", "until"]

    init(_ request: Request) {
        // A form's address is written like its body: a plus sign is a space.
        let form = PageForm((request.uri.query ?? "").utf8)
        if let name = form["pile"] {
            if let pile = QueueQuery.Pile.named(name) {
                self.pile = pile
            } else {
                complaints.append("There is no pile “\(name)”; this is what is unsure.")
            }
        }
        for name in Self.fieldNames { fields[name] = form[name] }
        for name in ["since", "until"] {
            guard let day = fields[name], Moment.day(day) == nil else { continue }
            complaints.append("“\(day)” is not a day: write it as 2026-03-01.")
            fields[name] = nil
        }
        if let words = fields["reason"] {
            reason = FeatureName(reason: words)
            if reason == nil {
                let kinds = FeatureKind.allCases.map(\.name).joined(separator: ", ")
                complaints.append("“\(words)” is not a reason: write its kind before it, which is one of \(kinds).")
                fields["reason"] = nil
            }
        }
        cursor = form["cursor"].flatMap { CommentCursor($0) }
    }

    /// Whether anything but the pile was asked for.
    var isNarrowed: Bool { !fields.isEmpty }

    /// The question to the store.
    ///
    /// - Throws: ``Problem/foreignSite`` for a site that the visitor's key does not open.
    func query(for access: Access) throws -> QueueQuery {
        // The default site has no name: people write a hyphen for it.
        let site = fields["site"].map { $0 == "-" ? "" : $0 }
        var query = QueueQuery(pile, sites: try access.sites(site))
        query.text = fields["q"]
        query.author = fields["author"]
        query.host = fields["host"]
        query.language = fields["language"]
        query.since = fields["since"].flatMap(Moment.day)
        query.before = fields["until"].flatMap(Moment.day).map { $0 + 86_400_000 }
        query.cursor = cursor
        return query
    }

    /// The address of the same question on another pile, or another page.
    func path(_ pile: QueueQuery.Pile? = nil, cursor: CommentCursor? = nil) -> String {
        let pile = pile ?? self.pile
        var parts = pile == .unsure ? [] : ["pile=\(pile.name)"]
        parts += Self.fieldNames.compactMap { name in fields[name].map { "\(name)=\($0.queryEncoded)" } }
        if let cursor { parts.append("cursor=\(cursor)") }
        return PageSection.queue.path + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
    }

    /// The address of all comments of the pile with one thing in common.
    static func path(_ name: String, _ value: String, pile: QueueQuery.Pile = .unsure) -> String {
        let beginning = pile == .unsure ? "" : "pile=\(pile.name)&"
        return "\(PageSection.queue.path)?\(beginning)\(name)=\(value.queryEncoded)"
    }
}

extension FeatureName {
    /// Reads ``reason`` back; `nil` where the words do not begin with a kind.
    init?(reason words: String) {
        let parts = words.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let kind = FeatureKind.allCases.first(where: { $0.name == parts[0] }) else {
            return nil
        }
        let isQuoted = parts[1].count > 1 && parts[1].hasPrefix("\"") && parts[1].hasSuffix("\"")
        self.init(kind: kind, text: String(isQuoted ? parts[1].dropFirst().dropLast() : parts[1]))
    }

    /// The name as a reason: its kind before its words, as it stands under a comment; in quotation marks where it begins or ends with a
    /// space, as the letters at the ends of words do.
    var reason: String {
        let needsQuotes = [" ", "\""].contains { text.hasPrefix($0) || text.hasSuffix($0) }
        return "\(kind.name) " + (needsQuotes ? "\"\(text)\"" : text)
    }
}

extension QueueQuery.Pile {
    /// The word in the address of the page.
    var name: String { "\(self)" }

    /// Reads ``name`` back.
    static func named(_ name: String) -> QueueQuery.Pile? { allCases.first { $0.name == name } }

    var title: String {
        switch self {
        case .unsure: "Unsure"
        case .spam: "Spam"
        case .ham: "Ham"
        case .marked: "Marked"
        }
    }
}
