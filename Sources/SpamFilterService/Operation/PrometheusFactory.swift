import Metrics
import Synchronization

/// Keeps what the service counts and measures, and writes it in the text format of Prometheus.
///
/// Counters and meters keep their label as their name. Timers become histograms of seconds.
final class PrometheusFactory: MetricsFactory {
    /// One series: a name with its dimensions.
    struct Series: Sendable, Hashable {
        let name: String
        /// As the text format writes them, braces included; empty without dimensions.
        let labels: String

        init(_ name: String, _ dimensions: [(String, String)]) {
            self.name = name
            labels = PrometheusText.labels(dimensions)
        }
    }

    private struct State {
        var numbers: [Series: NumberCell] = [:]
        var histograms: [Series: HistogramCell] = [:]
        var counters: Set<String> = []
    }

    private let state = Mutex(State())

    /// Makes a factory that has counted nothing.
    init() {}

    /// A counter; the same one for the same label and dimensions.
    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        number(label, dimensions, isCounter: true)
    }

    /// A meter; the same one for the same label and dimensions.
    func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        number(label, dimensions, isCounter: false)
    }

    /// A histogram of what is recorded, or without aggregation its last value.
    func makeRecorder(
        label: String,
        dimensions: [(String, String)],
        aggregate: Bool
    ) -> any RecorderHandler {
        aggregate ? histogram(label, dimensions) : number(label, dimensions, isCounter: false)
    }

    /// A histogram of durations in seconds.
    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(label, dimensions)
    }

    /// Does nothing: a series stays until the process ends.
    func destroyCounter(_ handler: any CounterHandler) {}
    /// Does nothing: a series stays until the process ends.
    func destroyMeter(_ handler: any MeterHandler) {}
    /// Does nothing: a series stays until the process ends.
    func destroyRecorder(_ handler: any RecorderHandler) {}
    /// Does nothing: a series stays until the process ends.
    func destroyTimer(_ handler: any TimerHandler) {}

    /// Everything that was counted and measured, in a stable order.
    func write(to text: inout PrometheusText) {
        let (numbers, histograms, counters) = state.withLock { ($0.numbers, $0.histograms, $0.counters) }
        for (name, series) in Dictionary(grouping: numbers, by: \.key.name).sorted(by: { $0.key < $1.key }) {
            text.begin(name, counters.contains(name) ? "counter" : "gauge")
            for (series, cell) in series.sorted(by: { $0.key.labels < $1.key.labels }) {
                text.sample(name, labels: series.labels, cell.value)
            }
        }
        for (name, series) in Dictionary(grouping: histograms, by: \.key.name).sorted(by: { $0.key < $1.key }) {
            text.begin(name, "histogram")
            for (series, cell) in series.sorted(by: { $0.key.labels < $1.key.labels }) {
                text.histogram(name, labels: series.labels, cell.snapshot)
            }
        }
    }

    private func number(_ label: String, _ dimensions: [(String, String)], isCounter: Bool) -> NumberCell {
        let series = Series(label, dimensions)
        return state.withLock { state in
            if isCounter { state.counters.insert(label) }
            if let cell = state.numbers[series] { return cell }
            let cell = NumberCell()
            state.numbers[series] = cell
            return cell
        }
    }

    private func histogram(_ label: String, _ dimensions: [(String, String)]) -> HistogramCell {
        let series = Series(label, dimensions)
        return state.withLock { state in
            if let cell = state.histograms[series] { return cell }
            let cell = HistogramCell()
            state.histograms[series] = cell
            return cell
        }
    }
}
