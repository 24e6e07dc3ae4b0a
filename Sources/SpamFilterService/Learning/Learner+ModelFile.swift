import FeedbackStore
import Logging
import SpamClassifier

extension Learner {
    /// After how many marks the model file is written anew: a start learns that many in a fraction of a second.
    private static let marksPerFile: Int64 = 2_000

    /// Whether the model file lags so far behind that it should be written.
    public var isSaveDue: Bool {
        guard file != nil, let saved else { return file != nil }
        return saved.refit != state.refit?.revision ?? 0 || state.model.revision - saved.revision >= Self.marksPerFile
    }

    /// Whether anything was learnt that the model file lacks.
    public var isUnsaved: Bool {
        file != nil && (saved?.revision != state.model.revision || saved?.refit != state.refit?.revision ?? 0)
    }

    /// Writes the model file; verdicts and marks go on meanwhile.
    ///
    /// O(features and labelled comments).
    public func save() async throws {
        guard let file else { return }
        let state = state
        try await write(state, try await circumstances(of: state), to: file)
        file.next.remove()
        saved = (state.model.revision, state.refit?.revision ?? 0)
    }

    /// Writes a refit that will be in the log soon, where other processes look for it; without it they compute it themselves.
    func saveNext(_ state: LearntState) async throws {
        guard let file else { return }
        let circumstances = try await circumstances(of: state)
        do {
            try await write(state, circumstances, to: file.next)
        } catch {
            logger.warning(
                "A refitted model could not be written beside the database.",
                metadata: ["error": "\(error)"]
            )
        }
    }

    /// Writes the model file anew without what was forgotten; one that cannot be written must not stay as it is.
    func forgetInFile() async throws {
        guard let file else { return }
        do {
            try await save()
        } catch {
            file.remove()
            file.next.remove()
            saved = nil
        }
    }

    /// Away from the actor: a large model takes a while.
    private nonisolated func write(
        _ state: LearntState,
        _ circumstances: StateHeader.Circumstances,
        to file: ModelFile
    ) async throws {
        try await withTaskExecutorPreference(workplace.thread) { try file.write(state, circumstances) }
    }

    private func circumstances(of state: LearntState) async throws -> StateHeader.Circumstances {
        var installation = store.installation
        installation.hashSeed = seed
        return StateHeader.Circumstances(
            installation: installation,
            starterDigest: starterDigest,
            milestone: try await store.milestone(at: state.model.revision)
        )
    }

    /// The state of a model file that rests on the last refit of the log; `nil` where there is none that can be used.
    func storedState() async -> LearntState? {
        guard let file else { return nil }
        prepareStarter()
        var isLeftAside = false
        for candidate in [file, file.next] {
            do {
                guard let (header, stored) = try candidate.read() else { continue }
                let refit = try await store.lastRefit()
                let circumstances = try await circumstances(of: stored)
                guard header.fits(circumstances), header.rests(on: refit), stored.model.hamBudget == hamBudget else {
                    isLeftAside = true
                    continue
                }
                var state = stored
                state.refit = refit
                state.model.maxFeatures = refit?.maxFeatures
                if candidate.path == file.path { saved = (state.model.revision, header.refitRevision) }
                return state
            } catch {
                logger.warning(
                    "The model file cannot be used; the model is built from the log.",
                    metadata: ["file": "\(candidate.path)", "error": "\(error)"]
                )
            }
        }
        if isLeftAside {
            logger.notice(
                "The model file does not fit the log and is left aside; the model is built from the log.",
                metadata: ["file": "\(file.path)"]
            )
        }
        return nil
    }
}
