public import SpamClassifier

extension FeedbackStore {
    /// How many transactions marks were written in since the database was opened.
    public var markTransactions: Int { markWriter.transactionCount }

    /// Marks a comment; returns once the mark is on disk.
    ///
    /// The same label again changes nothing; the other label replaces the first. Marks that are made at the same time
    /// share a transaction. Cancelling the task does not take the mark back.
    ///
    /// - Throws: ``FeedbackStoreError/unknownComment(_:)``, or why the database could not be written.
    public func mark(
        _ id: CommentID,
        as label: Label,
        source: MarkSource
    ) async throws(FeedbackStoreError) -> MarkOutcome {
        try await markWriter.write(
            MarkRequest(target: .recorded(id), label: label, source: source, time: clock())
        )
    }

    /// Takes a mark back; returns once that is on disk.
    ///
    /// A comment without a label stays as it is.
    ///
    /// - Throws: ``FeedbackStoreError/unknownComment(_:)``, or why the database could not be written.
    public func unmark(
        _ id: CommentID,
        source: MarkSource = .moderator(nil)
    ) async throws(FeedbackStoreError) -> MarkOutcome {
        try await markWriter.write(MarkRequest(target: .recorded(id), label: nil, source: source, time: clock()))
    }

    /// Marks the comment that a report is about, although its text is escaped otherwise; returns once the mark is on disk.
    ///
    /// If a comment of the same ``CommentLikeness`` was submitted or marked before, whose e-mail and network address do not
    /// contradict those of the report, that comment is marked. Otherwise the comment is recorded first. Comments of
    /// datasets are not looked at.
    public func mark(
        alike comment: Comment,
        as label: Label,
        source: MarkSource
    ) async throws(FeedbackStoreError) -> MarkOutcome {
        let time = clock()
        let target = MarkRequest.Target.alike(comment, newID: CommentID(at: time))
        return try await markWriter.write(MarkRequest(target: target, label: label, source: source, time: time))
    }

    /// Marks a comment that is not known by an id; returns once the mark is on disk.
    ///
    /// If a comment with the same fields, but for ``Comment/date``, was submitted or marked for the same site before,
    /// that comment is marked: a repeated mark changes nothing. Otherwise the comment is recorded first. Comments of
    /// datasets are not looked at.
    public func mark(
        _ comment: Comment,
        as label: Label,
        source: MarkSource
    ) async throws(FeedbackStoreError) -> MarkOutcome {
        let time = clock()
        let target = MarkRequest.Target.submitted(comment, newID: CommentID(at: time))
        return try await markWriter.write(MarkRequest(target: target, label: label, source: source, time: time))
    }
}
