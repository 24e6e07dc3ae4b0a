/// Metrics in the text format of Prometheus, version 0.0.4.
struct PrometheusText {
    /// The format as a content type.
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var text = ""

    /// Begins a metric: its help, if there is any, and its type.
    mutating func begin(_ name: String, _ type: String) {
        if let help = MetricNames.help[name] { text += "# HELP \(name) \(help)\n" }
        text += "# TYPE \(name) \(type)\n"
    }

    /// A metric with one sample.
    mutating func single(_ name: String, _ type: String, _ value: Double, _ dimensions: [(String, String)] = []) {
        begin(name, type)
        sample(name, labels: Self.labels(dimensions), value)
    }

    /// One sample of the metric that was begun.
    mutating func sample(_ name: String, labels: String, _ value: Double) {
        text += "\(name)\(labels) \(Self.number(value))\n"
    }

    /// The samples of one histogram.
    mutating func histogram(_ name: String, labels: String, _ histogram: HistogramCell.Snapshot) {
        var count = 0
        for (place, bound) in HistogramCell.bounds.enumerated() {
            count += histogram.counts[place]
            sample(name + "_bucket", labels: Self.adding("le", Self.number(bound), to: labels), Double(count))
        }
        count += histogram.counts.last ?? 0
        sample(name + "_bucket", labels: Self.adding("le", "+Inf", to: labels), Double(count))
        sample(name + "_sum", labels: labels, histogram.sum)
        sample(name + "_count", labels: labels, Double(count))
    }

    /// Dimensions in braces, in the order of their names; empty for none.
    static func labels(_ dimensions: [(String, String)]) -> String {
        guard !dimensions.isEmpty else { return "" }
        let pairs = dimensions.sorted { $0.0 < $1.0 }.map { "\($0.0)=\"\(escaped($0.1))\"" }
        return "{" + pairs.joined(separator: ",") + "}"
    }

    private static func adding(_ name: String, _ value: String, to labels: String) -> String {
        labels.isEmpty ? "{\(name)=\"\(value)\"}" : labels.dropLast() + ",\(name)=\"\(value)\"}"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    private static func number(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : value > 0 ? "+Inf" : "-Inf" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
    }
}
