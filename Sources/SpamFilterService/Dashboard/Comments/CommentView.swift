import FeedbackStore
import SpamClassifier

/// One comment as the template shows it.
struct CommentView: Sendable {
    struct Field: Sendable {
        let caption: String
        let value: String
        let isCode: Bool
    }

    struct Judgement: Sendable {
        let verdict: String
        let percent: String
        let note: String
    }

    /// How much of a text the page shows.
    private static let textScalars = 16_384
    /// How many similar comments the page lists.
    static let mostSimilar = 10

    let id: String
    let mark: String?
    let pieces: [Piece]
    let isEmpty: Bool
    let cut: String?
    let disguise: String?
    let fields: [Field]
    let given: Judgement?
    let current: Judgement
    let chart: EvidenceChart
    let flip: String
    let decisive: [String]
    let history: TableView?
    let similar: TableView?
    let back: String
    let mayErase: Bool
    let readerPieces: [Piece]

    init(
        _ recorded: RecordedComment,
        explanation: Explanation,
        marks: [MarkRecord],
        similar: [RecordedComment],
        access: Access
    ) {
        let comment = recorded.comment
        id = recorded.id.description
        mark = recorded.label?.name
        let excerpt = Excerpt(comment.content, scalars: Self.textScalars)
        let revealed = RevealedText(excerpt.text)
        pieces = revealed.pieces
        isEmpty = excerpt.text.isEmpty
        cut = excerpt.missing > 0 ? "\(PageNumber.grouped(excerpt.missing)) more characters are not shown." : nil
        disguise = Self.disguise(revealed)
        let readable = Excerpt(ReaderText.plain(comment.content), scalars: Self.textScalars)
        readerPieces = EvidenceHighlight(readable.text, evidence: explanation.evidence).pieces
        fields = Self.fields(recorded)
        given = recorded.judgement.map {
            Judgement(
                verdict: $0.verdict,
                percent: PageNumber.percent($0.probability),
                note: "when it came, by revision \($0.revision)" + ($0.discard ? "; blatant, fit to be discarded" : "")
            )
        }
        let verdict = explanation.verdict
        current = Judgement(
            verdict: verdict.outcome.name,
            percent: PageNumber.percent(verdict.probability),
            note: "today, by revision \(verdict.revision), confidence \(verdict.confidence.name)"
        )
        chart = EvidenceChart(explanation)
        (flip, decisive) = Self.flip(explanation)
        history = marks.isEmpty ? nil : Self.history(marks)
        self.similar = similar.isEmpty ? nil : Self.table(similar)
        back = "/comments/\(recorded.id)"
        mayErase = access.role >= .admin
    }

    private static func disguise(_ text: RevealedText) -> String? {
        var parts: [String] = []
        switch text.hiddenCount {
        case 0: break
        case 1: parts.append("1 hidden character")
        case let count: parts.append("\(count) hidden characters")
        }
        switch text.lookalikeCount {
        case 0: break
        case 1: parts.append("1 letter that only looks like another")
        case let count: parts.append("\(count) letters that only look like others")
        }
        return parts.isEmpty ? nil : parts.joined(separator: " and ") + ", made visible below"
    }

    private static func flip(_ explanation: Explanation) -> (String, [String]) {
        let names = explanation.decisive.map { "\($0.kind.name): \($0.text)" }
        let verdict = explanation.verdict.outcome
        switch (verdict, names.isEmpty) {
        case (.unsure, _): return ("The verdict is unsure: a mark of yours decides.", [])
        case (_, true): return ("No few features decide this: the verdict rests on many.", [])
        default: return ("Without these features the verdict would not be \(verdict.name):", names)
        }
    }

    private static func fields(_ recorded: RecordedComment) -> [Field] {
        let comment = recorded.comment
        let texts: [(String, String?, Bool)] = [
            ("Id", recorded.id.description, true), ("Received", Moment(recorded.receivedAt).words, false),
            ("Site", comment.site, false), ("Author", comment.author, false), ("E-mail", comment.authorEmail, false),
            ("Web address", comment.authorURL, true), ("Network address", comment.authorIP, true),
            ("Browser", comment.userAgent, true), ("Came from", comment.referrer, true),
            ("Page", comment.permalink, true), ("Type", comment.type, false), ("Date", comment.date, false),
            ("Language", comment.language, false), ("Role", comment.role, false), ("Signals", comment.signals, true),
            ("Hidden field", comment.honeypot, true),
            ("Seconds to submit", comment.secondsToSubmit.map { "\($0)" }, false), ("Dataset", recorded.dataset, false),
            ("What it answers", comment.context.map { Excerpt($0, scalars: 600).text }, false),
        ]
        return texts.compactMap { caption, value, isCode in
            guard let value, !value.isEmpty else { return nil }
            return Field(caption: caption, value: Excerpt(value, scalars: 300).text, isCode: isCode)
        }
    }

    private static func history(_ marks: [MarkRecord]) -> TableView {
        TableView(
            "Marks, newest first",
            columns: [.text("When"), .text("Who"), .text("Change"), .number("Revision")],
            rows: marks.map { mark in
                [
                    .text(Moment(mark.loggedAt).words), .text(Who.words(mark.source)),
                    .text("\(mark.previous?.name ?? "unmarked") → \(mark.label?.name ?? "unmarked")"),
                    .number("\(mark.revision)"),
                ]
            }
        )
    }

    private static func table(_ similar: [RecordedComment]) -> TableView {
        TableView(
            "Comments that say the same",
            columns: [.text("Received"), .text("Author"), .text("Verdict"), .text("Mark")],
            rows: similar.map { other in
                [
                    .link(Moment(other.receivedAt).words, to: "/comments/\(other.id)"),
                    .text(Excerpt(other.comment.author ?? "", scalars: 60).text),
                    .text(
                        other.judgement.map { "\($0.verdict), \(PageNumber.percent($0.probability))" } ?? "not judged"
                    ),
                    .text(other.label?.name ?? "–"),
                ]
            }
        )
    }
}

/// Who marked, in words.
enum Who {
    static func words(_ source: MarkSource?) -> String {
        switch source {
        case .moderator(let name?): name
        case .moderator(nil): "a program, by the open service"
        case .commandLine: "the command line"
        case .dataset(let name): "the dataset \(name)"
        case .akismet: "an Akismet client"
        case .dashboard: "this dashboard, while it was open"
        case nil: "–"
        }
    }
}
