import FeedbackStore
import Foundation
import Hummingbird
import SpamClassifier

/// The parameters of a query, of which each is known and comes once.
struct QueryReader {
    private var values: [String: String] = [:]

    /// Takes a query apart.
    ///
    /// - Throws: ``Problem/invalidValue(field:detail:)`` for a parameter that the route does not have, so that a filter
    ///   that is spelt wrong does not show everything.
    init(_ request: Request, known: Set<String>) throws {
        for (key, value) in request.uri.queryParameters {
            let name = String(key)
            guard known.contains(name) else {
                throw Problem.invalidValue(
                    field: name.harmlessExcerpt,
                    detail: "This route has no such parameter; it has \(known.sorted().joined(separator: ", "))."
                )
            }
            guard values.updateValue(String(value), forKey: name) == nil else {
                throw Problem.invalidValue(field: name, detail: "The parameter \"\(name)\" comes twice.")
            }
        }
    }

    /// A parameter as it was given; `nil` if it was not.
    subscript(name: String) -> String? { values[name] }

    /// A parameter that is a text of bounded length; `nil` if it was not given.
    func text(_ name: String) throws -> String? {
        guard let text = values[name] else { return nil }
        guard text.unicodeScalars.count <= RequestLimits.name else {
            throw Problem.invalidValue(
                field: name,
                detail: "The parameter \"\(name)\" may have \(RequestLimits.name) characters at most."
            )
        }
        return text
    }

    /// A parameter that is one of a few words.
    func choice<Value>(_ name: String, _ words: [String: Value]) throws -> Value? {
        guard let word = values[name] else { return nil }
        guard let value = words[word] else {
            let allowed = words.keys.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
            throw Problem.invalidValue(field: name, detail: "The parameter \"\(name)\" must be one of \(allowed).")
        }
        return value
    }

    /// A parameter that is a whole number.
    func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = values[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Problem.invalidValue(
                field: name,
                detail: "The parameter \"\(name)\" must be a whole number from \(range.lowerBound) to "
                    + "\(range.upperBound)."
            )
        }
        return number
    }

    /// A parameter that is a time of RFC 3339, in milliseconds since 1970.
    func time(_ name: String) throws -> Int64? {
        guard let text = values[name] else { return nil }
        let styles = [Date.ISO8601FormatStyle(), Date.ISO8601FormatStyle(includingFractionalSeconds: true)]
        guard let date = styles.lazy.compactMap({ try? $0.parse(text) }).first else {
            throw Problem.invalidValue(
                field: name,
                detail: "The parameter \"\(name)\" must be a time like 2024-01-31T12:00:00Z."
            )
        }
        return Int64(date.timeIntervalSince1970 * 1000)
    }
}

extension CommentQuery {
    /// The query that the parameters of `GET /v1/comments` ask for, as far as the key reaches.
    init(_ request: Request, access: Access) throws {
        let query = try QueryReader(
            request,
            known: ["site", "verdict", "label", "since", "q", "order", "cursor", "limit"]
        )
        self.init(sites: try access.sites(try query.text("site")))
        verdict = try query.choice("verdict", ["spam": "spam", "ham": "ham", "unsure": "unsure"])
        labels = try query.choice("label", ["spam": .only(.spam), "ham": .only(.ham), "none": .unlabelled]) ?? .any
        since = try query.time("since")
        text = try query.text("q")
        order = try query.choice("order", ["newest": .newest, "uncertainty": .uncertainty]) ?? .newest
        limit = try query.number("limit", in: 1...500) ?? 50
        guard let text = query["cursor"] else { return }
        guard let cursor = CommentCursor(text) else {
            throw Problem.invalidValue(
                field: "cursor",
                detail: "The parameter \"cursor\" must be the \"next\" of a page before."
            )
        }
        self.cursor = cursor
        // A list goes on in the order that it began in.
        order = cursor.order
    }
}
