import FeedbackStore
import HTTPTypes
import Metrics
import SpamClassifier
import Testing

@testable import SpamFilterService

struct MetricsTests {
    /// The value of a sample by its name and labels as they are written.
    private func samples(_ text: String) -> [String: Double] {
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        let pairs = lines.compactMap { line -> (String, Double)? in
            guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...]) else {
                return nil
            }
            return (String(line[..<space]), value)
        }
        return Dictionary(pairs) { first, _ in first }
    }

    @Test func `verdicts, marks, requests and the state of things can be read`() async throws {
        try await withService { client, filter in
            let id = try await client.record("cheap watches")
            _ = try await client.send(.post, "/v1/comments", #"{"content": "old bridge", "site": "a\"\\b"}"#)
            _ = try await client.send(.put, "/v1/comments/\(id)/label", #"{"label": "spam"}"#)
            _ = try await client.send(.get, "/v1/nothing")
            let answer = try await client.send(.get, "/metrics")
            let samples = samples(answer.text)
            #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(samples.filter { $0.key.hasPrefix("hamlet_verdicts_total") }.values.reduce(0, +) == 2)
            #expect(samples.keys.contains { $0.contains(#"site="a\"\\b""#) })
            #expect(samples["hamlet_marks_total"] == 1)
            #expect(samples["hamlet_model_revision"] == 1)
            #expect(samples["hamlet_recording_queue_comments"] == 2)
            #expect(samples["hamlet_build_info{version=\"\(SpamFilterApplication.version)\"}"] == 1)
            #expect((samples["hamlet_database_size_bytes"] ?? 0) > 4_096)
            #expect(samples["hamlet_spam_misclassification_ratio"] != nil)
            #expect(samples["hamlet_ham_misclassification_ratio"] == nil)
            #expect((0...1).contains(samples["hamlet_calibration_error_ratio"] ?? -1))
            let judged = #"{method="POST",route="/v1/comments"}"#
            #expect(samples["hamlet_http_request_duration_seconds_count\(judged)"] == 2)
            let unknown = #"{method="GET",route="NotFound",status="404"}"#
            #expect(samples["hamlet_http_requests_total\(unknown)"] == 1)
        }
    }

    @Test func `a histogram counts what is at most its bound`() {
        let factory = PrometheusFactory()
        let timer = Timer(label: "wait_seconds", dimensions: [("a", "b")], factory: factory)
        for nanoseconds in [500_000, 500_001, 3_000_000_000, 11_000_000_000] { timer.recordNanoseconds(nanoseconds) }
        var text = PrometheusText()
        factory.write(to: &text)
        let samples = samples(text.text)
        #expect(samples[#"wait_seconds_bucket{a="b",le="0.0005"}"#] == 1)
        #expect(samples[#"wait_seconds_bucket{a="b",le="0.001"}"#] == 2)
        #expect(samples[#"wait_seconds_bucket{a="b",le="5"}"#] == 3)
        #expect(samples[#"wait_seconds_bucket{a="b",le="10"}"#] == 3)
        #expect(samples[#"wait_seconds_bucket{a="b",le="+Inf"}"#] == 4)
        #expect(samples[#"wait_seconds_count{a="b"}"#] == 4)
        #expect(text.text.contains("# TYPE wait_seconds histogram\n"))
    }

    @Test func `many sites cannot make many series`() {
        let metrics = FilterMetrics()
        for number in 0..<1_000 { metrics.judged(.spam, site: "site \(number)") }
        var text = PrometheusText()
        metrics.factory.write(to: &text)
        let samples = samples(text.text).filter { $0.key.hasPrefix("hamlet_verdicts_total") }
        #expect(samples.count == 101 * 3)
        #expect(samples[#"hamlet_verdicts_total{outcome="spam",site="(other)"}"#] == 900)
    }

    @Test func `how good verdicts were follows from marks`() async throws {
        try await withFilter { filter in
            let given = [("spam", 0.95), ("spam", 0.85), ("ham", 0.05), ("ham", 0.15), ("unsure", 0.6)]
            let comments = given.enumerated().map { number, given in
                JudgedComment(
                    id: CommentID(at: Int64(number)),
                    comment: SampleComments.numbered(number),
                    judgement: Judgement(verdict: given.0, probability: given.1, revision: 0)
                )
            }
            try await filter.store.record(comments)
            #expect(try await filter.store.quality().calibrationError == nil)
            for (comment, label) in zip(comments, [SpamClassifier.Label.spam, .ham, .ham, .spam, .ham]) {
                _ = try await filter.store.mark(comment.id, as: label, source: .commandLine)
            }
            let quality = try await filter.store.quality()
            let expected = (0.05 + 0.85 + 0.05 + 0.85 + 0.6) / 5
            #expect(abs((quality.calibrationError ?? .nan) - expected) < 1e-12)
            #expect(quality.hamMisclassification == 1.0 / 3)
            #expect(quality.spamMisclassification == 0.5)
        }
    }
}
