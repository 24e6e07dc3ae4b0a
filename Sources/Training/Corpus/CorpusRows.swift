/// The rows of a corpus, in whichever format it is.
enum CorpusRows: Sendable {
    case delimited(DelimitedRows)
    case json(JSONRows)
    case mbox(MboxRows)
    case maildir(MaildirRows)
    case wxr(XMLRows<WXRDialect>)
    case disqus(XMLRows<DisqusDialect>)

    init(
        _ notation: RowNotation,
        window: inout ByteWindow,
        choice: ColumnChoice,
        labels: CorpusLabels
    ) throws(CorpusError) {
        switch notation {
        case .jsonLines:
            self = .json(try JSONRows(window: &window, choice: choice, labels: labels.inTables))
        case .delimited(let grammar):
            self = .delimited(
                try DelimitedRows(grammar: grammar, window: &window, choice: choice, labels: labels.inTables)
            )
        case .mbox:
            self = .mbox(try MboxRows(path: window.path, labels: labels))
        case .export(.disqus, let characters):
            let root = DisqusDialect.root
            self = .disqus(XMLRows(DisqusDialect(), root: root, characters: characters, labels: labels))
        case .export(_, let characters):
            self = .wxr(XMLRows(WXRDialect(), root: WXRDialect.root, characters: characters, labels: labels))
        }
    }

    var columns: [String] { if case .delimited(let table) = self { table.columns } else { [] } }

    mutating func next(in window: inout ByteWindow) throws(CorpusError) -> RowOutcome? {
        let outcome: RowOutcome?
        switch self {
        case .json(let json):
            outcome = try json.next(in: &window)
        case .mbox(let mbox):
            outcome = try mbox.next(in: &window)
        case .delimited(var table):
            outcome = try table.next(in: &window)
            self = .delimited(table)
        case .maildir(var maildir):
            outcome = maildir.next(in: &window)
            self = .maildir(maildir)
        case .wxr(var export):
            outcome = try export.next(in: &window)
            self = .wxr(export)
        case .disqus(var export):
            outcome = try export.next(in: &window)
            self = .disqus(export)
        }
        return outcome
    }
}

extension CorpusLabels {
    /// What the choice comes to in tables and JSON Lines, which know nothing of mail.
    fileprivate var inTables: CorpusLabels {
        switch self {
        case .given: .ignored
        case .fromMailHeaders: .required
        case .required, .optional, .ignored: self
        }
    }
}
