/// Work on the model as its page, and the events that move the page on, tell it.
struct WorkView: Sendable, Encodable {
    /// What is done, for the heading.
    let work: String
    /// What is done at the moment.
    let step: String
    /// How far the whole is, in percent.
    let percent: Int
    /// Whether nothing is done any more.
    let isDone: Bool
    /// Where the result is.
    let result: String

    private enum CodingKeys: String, CodingKey {
        case step, percent, result
        case isDone = "done"
    }

    init(_ state: ModelWork.State) {
        work = (state.order ?? state.last?.order).map(Self.name) ?? "Nothing to do"
        step = state.order == nil ? "Done." : Self.words(state.progress)
        percent = state.order == nil ? 100 : Self.percent(state.progress)
        isDone = state.order == nil
        result = state.last.map { Self.result($0.order) } ?? "/model"
        resultOfOrder = state.order.map(Self.result) ?? result
    }

    /// Where the result of what is done will be.
    let resultOfOrder: String

    static func name(_ order: ModelWork.Order) -> String {
        switch order {
        case .retrain: "Retraining the model"
        case .removal(let dataset): "Removing the dataset “\(dataset)”"
        case .suspects: "Looking for wrong labels"
        }
    }

    static func result(_ order: ModelWork.Order) -> String {
        switch order {
        case .retrain, .removal: "/model"
        case .suspects: "/model/suspects"
        }
    }

    private static func words(_ progress: RefitProgress) -> String {
        switch progress {
        case .waiting: "Beginning."
        case .reading(let labels, let all):
            "Reading labels: \(NumberWords.count(labels)) of about \(NumberWords.count(max(labels, all)))."
        case .fitting(let labels): "Fitting the model to \(NumberWords.count(labels, "label"))."
        case .comparing(0): "Judging each label as if it had never been given."
        case .comparing(let labels): "Comparing with the model in force: \(NumberWords.count(labels, "label")) so far."
        case .writing: "Putting the model in force."
        }
    }

    /// Reading, fitting and comparing take about as long as one another.
    private static func percent(_ progress: RefitProgress) -> Int {
        switch progress {
        case .waiting: 1
        case .reading(let labels, let all): 2 + 28 * labels / max(labels, all, 1)
        case .fitting: 33
        case .comparing: 66
        case .writing: 95
        }
    }
}

extension ModelWork.Outcome {
    /// What became of the work, for the page that follows.
    var notice: PageNotice {
        switch self {
        case .retrained(let report) where report.outcome == nil:
            PageNotice(
                text: "The model stays as it was.",
                failures: [
                    "The new one judges the labels worse, beyond chance: look for wrong labels, or put it in force all "
                        + "the same."
                ]
            )
        case .retrained: PageNotice(text: "The model was retrained, and is in force.")
        case .removed(let dataset, let labels):
            PageNotice(text: "“\(dataset)” is removed: \(NumberWords.count(labels, "label")) unlearnt.")
        case .found(0): PageNotice(text: "No label is contradicted by the rest.")
        case .found(let suspects): PageNotice(text: "\(NumberWords.count(suspects, "label")) may be wrong.")
        case .failed(let problem): PageNotice(text: "It could not be done.", failures: [problem.document.detail])
        }
    }
}
