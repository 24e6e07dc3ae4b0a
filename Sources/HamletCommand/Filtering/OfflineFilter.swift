import FeedbackStore
import Foundation
import Logging
import SpamClassifier
import SpamFilterService
import Training

/// The filter without the daemon: the same log, the same learner, in this process.
enum OfflineFilter {
    /// The starter comments of the settings.
    static func starter(_ settings: Settings) throws -> [(comment: Comment, label: Label)] {
        guard let folder = settings.starter else { return [] }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        return try StarterComments.read(folder: folder, files: files)
    }

    /// The model as it follows from the log; where there is no database yet, from the starter comments alone.
    static func model(_ settings: Settings) async throws -> Model {
        let starter = try starter(settings)
        guard FileManager.default.fileExists(atPath: settings.database) else {
            var model = Model(seed: 0)
            model.hamBudget = settings.hamBudget
            model.maxFeatures = settings.maxFeatures
            _ = model.refit(on: starter.map { model.example($0.comment, as: $0.label, weight: .starter) })
            return model
        }
        let store = try FeedbackStore.open(at: settings.database, readOnly: true)
        let current = CurrentModel()
        let learner = learner(settings, store, starter: starter, current: current)
        try await learner.start()
        try store.close()
        guard let model = current.load() else { throw CommandFailure(.fault, "The model could not be built.") }
        return model
    }

    /// A learner of an open database; ``Learner/start()`` brings it to the end of the log.
    ///
    /// What it computes takes all processors, after everybody else.
    static func learner(_ settings: Settings, _ store: FeedbackStore) throws -> Learner {
        giveWay()
        return learner(settings, store, starter: try starter(settings), current: CurrentModel())
    }

    private static func learner(
        _ settings: Settings,
        _ store: FeedbackStore,
        starter: [(comment: Comment, label: Label)],
        current: CurrentModel
    ) -> Learner {
        Learner(
            store: store,
            current: current,
            starter: starter,
            hamBudget: settings.hamBudget,
            maxFeatures: settings.maxFeatures,
            workplace: .foreground,
            usesModelFile: true,
            logger: logger(settings)
        )
    }

    /// Makes this process nicer than others, above all than a service beside it (setpriority(2)), if it is not so already.
    ///
    /// On Linux a nice value belongs to a thread; those that are made later have that of their maker. Only as root, libdispatch
    /// sets that of its later threads itself: 0 for most, less for those of the database.
    private static func giveWay() {
        for thread in (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? [] {
            guard let thread = id_t(thread) else { continue }
            let which = __priority_which_t(PRIO_PROCESS.rawValue)
            setpriority(which, thread, max(getpriority(which, thread), BackgroundThread.niceness))
        }
    }

    private static func logger(_ settings: Settings) -> Logger {
        var logger = Logger(label: "hamlet") { _ in NoteLogHandler() }
        logger.logLevel = settings.logLevel
        return logger
    }

    /// The open database, for a command that puts something in; made where there is none.
    static func store(_ settings: Settings) throws -> FeedbackStore {
        try FeedbackStore.open(at: settings.database, privacy: settings.privacy)
    }

    /// The open database, for a command that changes what is there.
    static func changeableStore(_ settings: Settings) throws -> FeedbackStore {
        guard FileManager.default.fileExists(atPath: settings.database) else {
            throw FeedbackStoreError.missing(path: settings.database)
        }
        return try store(settings)
    }

    /// The open database, for a command that looks something up.
    static func existingStore(_ settings: Settings) throws -> FeedbackStore {
        try FeedbackStore.open(at: settings.database, readOnly: true)
    }
}
