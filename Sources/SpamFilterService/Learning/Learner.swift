public import FeedbackStore
public import SpamClassifier

/// Keeps the model at the end of the feedback log: the only writer of the model in force.
///
/// Start-up, a mark made here and a mark made by another process are the same code: *fold the log from my revision to its
/// end*. Requests that arrive while a fold runs share the next one.
public actor Learner {
    let store: FeedbackStore
    private let current: CurrentModel
    private let starter: [(comment: Comment, label: Label)]

    private(set) var model: Model
    private var starterExamples: [Example] = []
    /// What was learnt of each labelled comment, by the comment's key.
    private(set) var lessons: [Int64: Lesson] = [:]
    private var labelsAtRefit = 0
    private var marksSinceRefit = 0

    private var isBuilt = false
    private var isFolding = false
    private var waiting: [CheckedContinuation<Void, any Error>] = []

    /// How many log entries are read at a time.
    private static let batchSize = 500

    /// Makes a learner that has learnt nothing yet; ``start()`` reads the log.
    ///
    /// - Parameters:
    ///   - store: Where the log is.
    ///   - current: Where models are put in force.
    ///   - starter: The starter comments, the lowest layer of the counts; may be empty.
    ///   - hamBudget: How many honest comments may be lost.
    public init(
        store: FeedbackStore,
        current: CurrentModel,
        starter: [(comment: Comment, label: Label)],
        hamBudget: HamBudget = .standard
    ) {
        self.store = store
        self.current = current
        self.starter = starter
        model = Model(seed: store.installation.hashSeed)
        model.hamBudget = hamBudget
    }

    /// Builds the model from the log and puts it in force.
    ///
    /// What stands before the last refit counts as a set, what stands behind it in order: so a model is rebuilt bit for bit
    /// without replaying every mark ever made. O(labelled comments).
    public func start() async throws { try await catchUp() }

    /// Returns when every mark that was acknowledged before the call is in force.
    ///
    /// The first call builds the model, whoever makes it: a mark may arrive while the service is starting.
    public func catchUp() async throws {
        if isFolding {
            return try await withCheckedThrowingContinuation { waiting.append($0) }
        }
        isFolding = true
        defer { isFolding = false }
        var served: [CheckedContinuation<Void, any Error>] = []
        repeat {
            served = waiting
            waiting = []
            do {
                try await foldToEnd()
                for request in served { request.resume() }
            } catch {
                for request in served + waiting { request.resume(throwing: error) }
                waiting = []
                throw error
            }
        } while !waiting.isEmpty
    }

    /// The budget that the next refit keeps.
    func setBudget(_ budget: HamBudget) { model.hamBudget = budget }

    /// Whether so much was marked since the last refit that the fitted layer should follow.
    public var isRefitDue: Bool { RefitSchedule.isDue(marks: marksSinceRefit, labels: labelsAtRefit) }

    /// Writes a refit into the log and carries it out.
    public func refit() async throws {
        _ = try await store.appendRefit()
        try await catchUp()
    }

    /// Folds the log from the model's revision to its end.
    ///
    /// Of several refits only the last is carried out: what it makes depends on the labels at its place in the log alone.
    private func foldToEnd() async throws {
        let lastRefit = try await store.lastRefit(through: .max) ?? 0
        if !isBuilt {
            starterExamples = starter.map { model.example($0.comment, as: $0.label, weight: .starter) }
            try await refit(asOf: lastRefit)
        } else if lastRefit > model.revision {
            try await refit(asOf: lastRefit)
            current.publish(model)
        }
        while true {
            let entries = try await store.entries(after: model.revision, limit: Self.batchSize)
            guard !entries.isEmpty else { break }
            for entry in entries { try await fold(entry) }
            if isBuilt { current.publish(model) }
        }
        if !isBuilt {
            isBuilt = true
            current.publish(model)
        }
    }

    private func fold(_ entry: LogEntry) async throws {
        switch entry.kind {
        case .mark(let key, let comment, let label, _): learn(key, comment, label)
        case .refit: try await refit(asOf: entry.revision)
        }
        model.revision = entry.revision
    }

    private func learn(_ key: Int64, _ comment: Comment, _ label: Label?) {
        marksSinceRefit += 1
        if let lesson = lessons.removeValue(forKey: key) {
            model.unlearn(model.example(comment, as: lesson.label), lesson)
        }
        if let label { lessons[key] = model.learn(model.example(comment, as: label)) }
    }

    private func refit(asOf revision: Int64) async throws {
        var keys: [Int64] = []
        var examples = starterExamples
        if revision > 0 {
            for try await batch in store.labelledComments(asOf: revision, batchSize: Self.batchSize) {
                for labelled in batch {
                    keys.append(labelled.key)
                    examples.append(model.example(labelled.comment, as: labelled.label))
                }
            }
        }
        let learnt = model.refit(on: examples)
        lessons = Dictionary(uniqueKeysWithValues: zip(keys, learnt.dropFirst(starterExamples.count)))
        labelsAtRefit = keys.count
        marksSinceRefit = 0
        model.revision = revision
    }
}
