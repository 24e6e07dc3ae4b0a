import FeedbackStore
import SpamClassifier

/// What a learner has learnt of the log up to some revision: a value, so that a new one can be made beside it.
struct LearntState: Sendable {
    /// The model, at its revision.
    var model: Model
    /// What was learnt of each labelled comment.
    var lessons = LessonBook()
    /// The refit that the model rests on; `nil` while there was none.
    var refit: RefitEntry?
    /// How many comments had a label at that refit.
    var labelsAtRefit = 0
    /// How many marks were learnt on top of it.
    var marksSinceRefit = 0
    /// How many labelled comments cannot be learnt, because only features made by other rules were kept of them.
    var unusable = 0

    /// Whether so much was marked since the refit that the fitted layer should follow.
    var isRefitDue: Bool { RefitSchedule.isDue(marks: marksSinceRefit, labels: labelsAtRefit) }

    /// Learns one mark of the log, or unlearns what it takes back.
    ///
    /// O(features of the comment).
    mutating func learn(_ entry: LogEntry) {
        if case .mark(let key, let comment, let label, _) = entry.kind {
            marksSinceRefit += 1
            let known = lessons[key]
            if let example = model.example(comment, features: entry.features, as: label ?? known?.label ?? .ham) {
                if let known {
                    model.unlearn(example, known)
                    lessons[key] = nil
                }
                if label != nil { lessons[key] = model.learn(example) }
            } else {
                unusable += 1
            }
        }
        model.revision = entry.revision
    }
}

extension LearntState {
    /// Learns a labelled set anew, with the fitted layer.
    ///
    /// Reads the set from the database in batches; time and memory grow with its comments.
    ///
    /// - Parameters:
    ///   - set: What to learn.
    ///   - store: Where it is.
    ///   - blank: A model that has learnt nothing.
    ///   - starter: The starter comments, taken apart.
    ///   - threads: How many threads take comments apart and judge them at once.
    ///   - expected: About how many comments the set has, for those who watch.
    ///   - progress: Told how many of them were read, and when they are being fitted.
    /// - Throws: Why the set cannot be read, or `CancellationError`.
    init(
        learning set: LabelledSet,
        from store: FeedbackStore,
        blank: Model,
        starter: [Example],
        threads: Int = 1,
        expected: Int = 0,
        progress: @Sendable (RefitProgress) -> Void = { _ in }
    ) async throws {
        model = blank
        model.maxFeatures = set.maxFeatures
        var keys: [Int64] = []
        var examples = starter
        for try await batch in store.labelledComments(in: set) {
            try Task.checkCancellation()
            let apart = batch.parallelMap(threads: threads) { [model] labelled in model.example(labelled) }
            for (labelled, example) in zip(batch, apart) {
                guard let example else {
                    unusable += 1
                    continue
                }
                keys.append(labelled.key)
                examples.append(example)
            }
            progress(.reading(labels: keys.count, of: max(expected, keys.count)))
        }
        progress(.fitting(labels: keys.count))
        let learnt = model.refit(on: examples, threads: threads)
        for (key, lesson) in zip(keys, learnt.dropFirst(starter.count)) { lessons[key] = lesson }
        labelsAtRefit = keys.count
        model.revision = set.marksThrough
    }
}

extension Model {
    /// Takes a labelled comment of the database apart; `nil` if only features made by other rules were kept of it.
    func example(_ labelled: LabelledComment) -> Example? {
        example(labelled.comment, features: labelled.features, as: labelled.label)
    }

    /// Takes a comment apart, or the features that were kept of it.
    func example(_ comment: Comment, features bytes: [UInt8]?, as label: Label) -> Example? {
        guard let bytes else { return example(comment, as: label) }
        guard let features = try? FeatureSet(bytes: bytes) else { return nil }
        return Example(features: features, label: label, weight: .label, site: siteKey(comment.site))
    }
}
