public import FeedbackStore
public import Logging
public import SpamClassifier

/// Keeps the model at the end of the feedback log: the only writer of the model in force.
///
/// Start-up, a mark made here and a mark made by another process are the same code: *fold the log from my revision to its
/// end*. Requests that arrive while a fold runs share the next one. Refits are computed beside it, on a state of their own.
public actor Learner {
    let store: FeedbackStore
    let logger: Logger
    private let current: CurrentModel
    private let starter: [(comment: Comment, label: Label)]
    let file: ModelFile?
    private var blank: Model
    /// The seed of the feature hashes that ``blank`` has.
    private(set) var seed: UInt64
    /// How many features the refits of this learner keep at most.
    let maxFeatures: Int?
    /// Where its refits are computed and judged, and its model files written.
    let workplace: Workplace

    private(set) var state: LearntState
    var starterExamples: [Example] = []
    var starterDigest: UInt64 = 0
    /// A refit that was computed here and is about to be found in the log.
    var prepared: LearntState?
    /// The revision and the refit that the model file holds.
    var saved: (revision: Int64, refit: Int64)?

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
    ///   - maxFeatures: How many features a refit keeps at most; `nil` for all.
    ///   - workplace: Where its refits are computed and judged, and its model files written.
    ///   - usesModelFile: Whether a model file beside the database may spare the way through the log.
    ///   - logger: Told why a model file was left aside.
    public init(
        store: FeedbackStore,
        current: CurrentModel,
        starter: [(comment: Comment, label: Label)],
        hamBudget: HamBudget = .standard,
        maxFeatures: Int? = nil,
        workplace: Workplace = .background,
        usesModelFile: Bool = false,
        logger: Logger = Logger(label: "hamlet") { _ in SwiftLogNoOpLogHandler() }
    ) {
        self.store = store
        self.current = current
        self.starter = starter
        self.logger = logger
        file = usesModelFile ? ModelFile(of: store) : nil
        seed = store.installation.hashSeed
        var blank = Model(seed: seed)
        blank.hamBudget = hamBudget
        self.blank = blank
        self.maxFeatures = maxFeatures
        self.workplace = workplace
        state = LearntState(model: blank)
    }

    /// The model that the learner has come to.
    var model: Model { state.model }

    /// Builds the model and puts it in force: from the model file and what the log has behind it, or from the log.
    ///
    /// What stands before the last refit counts as a set, what stands behind it in order: so a model is rebuilt bit for bit
    /// without replaying every mark ever made. O(labelled comments); with a model file, O(features) and the marks since.
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
    func setBudget(_ budget: HamBudget) { blank.hamBudget = budget }

    /// Whether so much was marked since the last refit that the fitted layer should follow, or the model has outgrown its
    /// bound.
    public var isRefitDue: Bool {
        state.isRefitDue || RefitSchedule.isDue(features: state.model.featureCount, maxFeatures: maxFeatures)
    }

    /// Folds the log from the model's revision to its end.
    ///
    /// Of several refits only the last is carried out: what it makes depends on the labels at its place in the log alone.
    private func foldToEnd() async throws {
        var isFileTried = false
        let last = try await store.lastRefit()
        try await followSeed()
        if !isBuilt {
            try await build()
            isFileTried = true
        }
        var isBehind = last?.revision ?? 0 > state.refit?.revision ?? 0
        while true {
            if isBehind { state = try await refittedState(isFileTried: isFileTried) }
            isBehind = false
            isFileTried = false
            let entries = try await store.entries(after: state.model.revision, limit: Self.batchSize)
            guard !entries.isEmpty else { break }
            // What was imported since the fold began came with its seed.
            if try await followSeed() { return try await foldToEnd() }
            for entry in entries {
                isBehind = entry.refit.map { $0.revision > state.refit?.revision ?? 0 } ?? false
                if isBehind { break }
                state.learn(entry)
            }
            publish()
            // What was acknowledged before this call stood in the log when it was read.
            if !isBehind, entries.count < Self.batchSize { break }
        }
        isBuilt = true
        publish()
    }

    /// Puts the model in force, unless it lacks marks that stand before its own refit.
    private func publish() {
        guard isBuilt, state.model.revision >= state.refit?.revision ?? 0 else { return }
        current.publish(state.model)
    }

    /// Takes the starter comments apart, once.
    func prepareStarter() {
        guard starterExamples.count != starter.count else { return }
        starterExamples = starter.map { blank.example($0.comment, as: $0.label, weight: .starter) }
        starterDigest = starterExamples.map(\.fingerprint).sorted().reduce(into: Checksum()) { $0.add($1) }.value
    }

    /// Begins anew if an import into the empty database has brought the seed of its export; says whether it has.
    ///
    /// A seed that stood before anything in the log stays for good.
    @discardableResult
    private func followSeed() async throws -> Bool {
        guard state.model.revision == 0 else { return false }
        let seed = try await store.hashSeed()
        guard seed != self.seed else { return false }
        self.seed = seed
        var blank = Model(seed: seed)
        blank.hamBudget = hamBudget
        self.blank = blank
        state = LearntState(model: blank)
        starterExamples = []
        (prepared, saved) = (nil, nil)
        isBuilt = false
        return true
    }

    private func build() async throws {
        prepareStarter()
        if let stored = await storedState() {
            state = stored
        } else if try await store.lastRefit() == nil {
            state = try await learnt(LabelledSet(at: 0))
        }
    }

    /// The state right after the last refit of the log.
    private func refittedState(isFileTried: Bool) async throws -> LearntState {
        while let refit = try await store.lastRefit() {
            var base: LearntState
            if let prepared, prepared.model.revision == refit.asOf, prepared.refit?.digest == refit.digest {
                base = prepared
            } else if !isFileTried, let stored = await storedState(), stored.refit == refit {
                base = stored
            } else {
                base = try await learnt(LabelledSet(of: refit))
                // What was forgotten while the set was read came with a later refit.
                guard try await store.lastRefit() == refit else { continue }
            }
            base.refit = refit
            prepared = nil
            return base
        }
        return try await learnt(LabelledSet(at: 0))
    }

    /// Learns a labelled set anew, away from this actor: it goes on folding meanwhile.
    ///
    /// Where somebody waits for it, at once and on all processors.
    func learnt(
        _ set: LabelledSet,
        at workplace: Workplace = .foreground,
        progress: @Sendable (RefitProgress) -> Void = { _ in }
    ) async throws -> LearntState {
        let (expected, starter) = (state.labelsAtRefit + state.marksSinceRefit, starterExamples)
        return try await withTaskExecutorPreference(workplace.thread) { [store, blank] in
            try await LearntState(
                learning: set,
                from: store,
                blank: blank,
                starter: starter,
                threads: workplace.width,
                expected: expected,
                progress: progress
            )
        }
    }

    /// The budget that a stored model must have been fitted to.
    var hamBudget: HamBudget { blank.hamBudget }
}
