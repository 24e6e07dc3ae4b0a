import FeedbackStore
import Hummingbird
import NIOCore
import SpamClassifier

/// `/metrics`: what was counted, and how things stand, in the text format of Prometheus.
struct MetricsController: Sendable {
    let filter: SpamFilter

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self).get("metrics", use: show)
    }

    @Sendable
    private func show(_ request: Request, context: ServiceContext) async throws -> Response {
        var text = PrometheusText()
        filter.metrics.factory.write(to: &text)
        text.single(MetricNames.build, "gauge", 1, [("version", SpamFilterApplication.version)])
        text.single(MetricNames.queue, "gauge", Double(filter.recorder.load.waiting))
        if let model = filter.current.load() { Self.write(model, to: &text) }
        if let figures = await filter.quality.figures() {
            Self.write(figures.quality, to: &text)
            text.single(MetricNames.databaseBytes, "gauge", Double(figures.bytes))
        }
        if let webhooks = try? await filter.store.webhooks(), !webhooks.isEmpty {
            text.begin(MetricNames.noticesWaiting, "gauge")
            for webhook in webhooks {
                let labels = PrometheusText.labels([("site", webhook.site ?? "")])
                text.sample(MetricNames.noticesWaiting, labels: labels, Double(webhook.pending))
            }
        }
        return Response(
            status: .ok,
            headers: [.contentType: PrometheusText.contentType],
            body: .init(byteBuffer: ByteBuffer(string: text.text))
        )
    }

    private static func write(_ model: Model, to text: inout PrometheusText) {
        text.single(MetricNames.revision, "gauge", Double(model.revision))
        text.single(MetricNames.modelBytes, "gauge", Double(model.allocatedBytes))
        text.single(MetricNames.features, "gauge", Double(model.featureCount))
        if let most = model.maxFeatures { text.single(MetricNames.maxFeatures, "gauge", Double(most)) }
        text.begin(MetricNames.labels, "gauge")
        text.sample(MetricNames.labels, labels: PrometheusText.labels([("label", "ham")]), model.hamCount)
        text.sample(MetricNames.labels, labels: PrometheusText.labels([("label", "spam")]), model.spamCount)
        text.single(MetricNames.budget, "gauge", model.hamBudget.share)
    }

    /// What cannot be estimated yet is left out.
    private static func write(_ quality: Quality, to text: inout PrometheusText) {
        let estimates = [
            (MetricNames.calibration, quality.calibrationError),
            (MetricNames.hamMisclassification, quality.hamMisclassification),
            (MetricNames.spamMisclassification, quality.spamMisclassification),
        ]
        for case (let name, let value?) in estimates { text.single(name, "gauge", value) }
    }
}
