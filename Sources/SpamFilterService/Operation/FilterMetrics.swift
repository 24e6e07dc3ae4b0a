import Metrics
import SpamClassifier
import Synchronization

/// What the filter counts.
final class FilterMetrics: Sendable {
    /// Where it is kept, to be read at `/metrics`.
    let factory: PrometheusFactory
    private let verdicts = Mutex<[String: [Verdict.Outcome: Counter]]>([:])
    private let unrecorded: Counter
    private let marks: Counter

    /// The most sites that are told apart; verdicts for further ones are counted together, as those of no site's name can
    /// be: `(other)`.
    private static let mostSites = 100
    private static let otherSites = "(other)"

    init(factory: PrometheusFactory = PrometheusFactory()) {
        self.factory = factory
        unrecorded = Counter(label: MetricNames.unrecorded, factory: factory)
        marks = Counter(label: MetricNames.marks, factory: factory)
    }

    /// Counts a verdict that was given to a site; `nil` is the default site.
    func judged(_ outcome: Verdict.Outcome, site: String?) {
        let counter = verdicts.withLock { verdicts in
            if let counter = verdicts[site ?? ""]?[outcome] { return counter as Counter? }
            let isKnown = verdicts[site ?? ""] != nil || verdicts.count < Self.mostSites
            let name = isKnown ? site ?? "" : Self.otherSites
            let counters = verdicts[name] ?? counters(of: name)
            verdicts[name] = counters
            return counters[outcome]
        }
        counter?.increment()
    }

    /// Counts a comment that could not be recorded.
    func leftUnrecorded() { unrecorded.increment() }

    /// What became of an attempt to tell a site.
    enum Telling: String {
        case delivered, failed
        case givenUp = "given_up"
    }

    /// Counts an attempt to tell a site; `nil` is the default site.
    func told(_ site: String?, _ telling: Telling) {
        let dimensions = [("outcome", telling.rawValue), ("site", site ?? "")]
        Counter(label: MetricNames.notices, dimensions: dimensions, factory: factory).increment()
    }

    /// Counts a mark that changed something.
    func marked() { marks.increment() }

    private func counters(of site: String) -> [Verdict.Outcome: Counter] {
        let counters = Verdict.Outcome.allCases.map { outcome in
            let dimensions = [("outcome", outcome.name), ("site", site)]
            return (outcome, Counter(label: MetricNames.verdicts, dimensions: dimensions, factory: factory))
        }
        return Dictionary(uniqueKeysWithValues: counters)
    }
}
