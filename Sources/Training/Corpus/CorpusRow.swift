public import SpamClassifier

/// One comment of a corpus, and what the corpus says about it.
public struct CorpusRow: Sendable, Hashable {
    /// The comment, with every field that the file names and Hamlet knows.
    ///
    /// The date is kept as the file spells it. In several public datasets it gives the label away (spam was collected at
    /// another time than ham); the classifier never looks at it.
    public var comment: Comment
    /// What the file says the comment is; `nil` if it says nothing, or if labels were to be ignored.
    public var label: Label?
    /// The file's own id of the row.
    public var id: String?
    /// The line on which the row begins, the first line being 1; in a maildir, the number of the message.
    public var line: Int

    /// Makes a row from its parts.
    public init(comment: Comment, label: Label? = nil, id: String? = nil, line: Int) {
        self.comment = comment
        self.label = label
        self.id = id
        self.line = line
    }
}

/// What reading a corpus yields next.
public enum CorpusEvent: Sendable, Hashable {
    /// A comment was read.
    case row(CorpusRow)
    /// A row could not be used; reading goes on behind it.
    case problem(CorpusProblem)
}

/// What to do with the labels of a corpus.
public enum CorpusLabels: Sendable, Hashable {
    /// A row without a label is a problem, and so is a table without a label column: for training and evaluation.
    ///
    /// A comment about which an export says that nobody has decided is passed over and counted, see ``CorpusOmission``.
    case required
    /// As ``required``, but mail has the label that a filter wrote into the header `X-Spam-Flag` or `X-Spam-Status`.
    case fromMailHeaders
    /// Every row has this label; what the file says is not looked at.
    case given(Label)
    /// A row may lack a label; a label that is no label word is still a problem.
    case optional
    /// Labels are not looked at: for judging comments.
    case ignored
}
