import FeedbackStore
import SpamClassifier

/// A comment in the queue as the template shows it.
struct QueueItemView: Sendable {
    /// A reason for the verdict; it leads to other comments with the same.
    struct Reason: Sendable {
        let kind: String
        let what: String
        let weight: String
        let side: String
        let address: String
    }

    /// How much of a text the queue shows.
    private static let excerptScalars = 700
    private static let excerptLines = 12
    private static let mostReasons = 4

    let id: String
    let who: String
    let isNamed: Bool
    let when: String
    let whenMachine: String
    let place: String?
    let verdict: String
    let percent: String
    let mark: String?
    let pieces: [Piece]
    let isEmpty: Bool
    let cut: String?
    let reasons: [Reason]
    let alike: Int
    let hasAlike: Bool

    init(_ entry: QueueEntry, explanation: Explanation) {
        let recorded = entry.comment
        let comment = recorded.comment
        id = recorded.id.description
        who = comment.author.flatMap { $0.trimmingSpaces.isEmpty ? nil : Excerpt($0, scalars: 80).text } ?? "No name"
        isNamed = comment.author?.trimmingSpaces.isEmpty == false
        let moment = Moment(recorded.receivedAt)
        when = moment.words
        whenMachine = moment.machine
        place = (comment.permalink ?? comment.site).map { Excerpt($0, scalars: 90).text }
        verdict = recorded.judgement?.verdict ?? "none"
        percent = recorded.judgement.map { PageNumber.percent($0.probability) } ?? "not judged"
        mark = recorded.label?.name
        let excerpt = Excerpt(ReaderText.plain(comment.content), scalars: Self.excerptScalars, lines: Self.excerptLines)
        isEmpty = excerpt.text.trimmingSpaces.isEmpty
        pieces = EvidenceHighlight(excerpt.text, evidence: explanation.evidence).pieces
        cut = excerpt.missing > 0 ? "\(PageNumber.grouped(excerpt.missing)) more characters" : nil
        let searched = comment.content.utf8.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
        reasons = explanation.evidence.prefix(Self.mostReasons).map { Reason($0, searched: searched) }
        alike = entry.alike
        hasAlike = entry.alike > 0
    }
}

extension QueueItemView.Reason {
    /// - Parameters:
    ///   - evidence: What is shown.
    ///   - searched: The comment's text as the store searches it: without regard to the case of the letters A to Z.
    init(_ evidence: Evidence, searched: [UInt8]) {
        let name = evidence.name
        kind = name.kind.name
        what = Excerpt(name.text, scalars: 60).text
        weight = SignedNumber(evidence.logOdds).description
        side = evidence.logOdds > 0 ? "spam" : "ham"
        address = Self.path(to: name, searched: searched)
    }

    /// The queue's page with what has the same: along an index or in the text where the store can find it there, otherwise by the feature.
    private static func path(to name: FeatureName, searched: [UInt8]) -> String {
        switch name.kind {
        case .link where name.text.hasPrefix("host "): QueueFilter.path("host", String(name.text.dropFirst(5)))
        case .word where name.text.count > 2 && searched.firstRange(of: name.text.utf8) != nil:
            QueueFilter.path("q", name.text)
        default: QueueFilter.path("reason", name.reason)
        }
    }
}

/// Numbers as pages show them.
enum PageNumber {
    /// A share in percent: `3 %`, `99.7 %`, but never 0 % or 100 % for what is not.
    static func percent(_ share: Double) -> String {
        let percent = share * 100
        if percent < 0.1, percent > 0 { return "under 0.1 %" }
        if percent > 99.9, percent < 100 { return "over 99.9 %" }
        let tenths = Int((percent * 10).rounded())
        return tenths % 10 == 0 || (10..<90).contains(Int(percent))
            ? "\(Int(percent.rounded())) %" : "\(tenths / 10).\(tenths % 10) %"
    }

    /// A whole number with a comma before each group of three digits.
    static func grouped(_ number: Int) -> String {
        var digits = Substring(String(number.magnitude))
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.insert(digits.suffix(3), at: 0)
            digits = digits.dropLast(3)
        }
        groups.insert(digits, at: 0)
        return (number < 0 ? "−" : "") + groups.joined(separator: ",")
    }
}
