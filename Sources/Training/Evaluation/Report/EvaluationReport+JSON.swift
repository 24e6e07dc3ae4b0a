import Foundation
import SpamClassifier

extension EvaluationReport {
    /// The report for programs: one JSON object, snake_case, keys in alphabetical order, a line end at the end.
    ///
    /// Undefined measures and open ends are left out. Rates are shares from 0 to 1 unless a name says percent.
    public var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf",
            negativeInfinity: "-inf",
            nan: "nan"
        )
        guard let data = try? encoder.encode(ReportDocument(self)) else { return "{}\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}

/// The shape of the JSON object.
private struct ReportDocument: Encodable {
    struct Estimate: Encodable {
        var measure: String
        var value: Double
        var lower: Double?
        var upper: Double?
    }

    struct Part: Encodable {
        var name: String?
        var trainingComments: Int?
        var spam: Int
        var ham: Int
        var measures: [Estimate]

        init(_ measures: Measures, name: String? = nil, trainingComments: Int? = nil) {
            self.name = name
            self.trainingComments = trainingComments
            spam = measures.confusion.spamCount
            ham = measures.confusion.hamCount
            self.measures = ReportDocument.estimates(measures)
        }
    }

    struct Matrix: Encodable {
        var threshold: Double
        var truePositives: Int
        var falsePositives: Int
        var trueNegatives: Int
        var falseNegatives: Int

        init(_ matrix: ConfusionMatrix) {
            threshold = matrix.threshold
            truePositives = matrix.truePositives
            falsePositives = matrix.falsePositives
            trueNegatives = matrix.trueNegatives
            falseNegatives = matrix.falseNegatives
        }
    }

    struct Table: Encodable {
        var title: String
        var rows: [Part]
    }

    struct Mistake: Encodable {
        var id: String
        var label: String
        var probability: Double
        var language: String?
        var excerpt: String
        var evidence: [Miss.Evidence]
    }

    struct RatePoint: Encodable {
        var threshold: Double?
        var hamMisclassification: Double
        var recall: Double
    }

    struct Bin: Encodable {
        var lower: Double
        var upper: Double
        var ham: Int
        var spam: Int
        var meanProbability: Double?
    }

    var title: String
    var facts: [EvaluationReport.Fact]
    var confidence: Double
    var spam: Int
    var ham: Int
    var measures: [Estimate]
    var confusion: Matrix
    var thresholds: [Matrix]
    var breakdowns: [Table]
    var learningCurve: [Part]
    var misses: [Mistake]
    var rocCurve: [RatePoint]
    var histogram: [Bin]
    var reliability: [Bin]

    init(_ report: EvaluationReport) {
        title = report.title
        facts = report.facts
        confidence = report.confidence
        spam = report.measures.confusion.spamCount
        ham = report.measures.confusion.hamCount
        measures = Self.estimates(report.measures, report.intervals)
        confusion = Matrix(report.measures.confusion)
        thresholds = report.thresholds.map { Matrix($0) }
        breakdowns = report.breakdowns.map { table in
            Table(title: table.title, rows: table.rows.map { Part($0.measures, name: $0.name) })
        }
        learningCurve = report.learningCurve.map { Part($0.measures, trainingComments: $0.trainingComments) }
        misses = report.misses.map {
            Mistake(
                id: $0.comment.id,
                label: $0.comment.label.name,
                probability: $0.comment.probability,
                language: $0.comment.language,
                excerpt: $0.excerpt,
                evidence: $0.evidence
            )
        }
        rocCurve = report.roc.points.map {
            RatePoint(threshold: $0.threshold, hamMisclassification: $0.hamMisclassification, recall: $0.recall)
        }
        histogram = report.histogram.bins.map(Self.bin)
        reliability = report.reliability.bins.map(Self.bin)
    }

    static func estimates(_ measures: Measures, _ intervals: [Measure: Interval] = [:]) -> [Estimate] {
        Measure.allCases.compactMap { measure in
            measures[measure].map {
                Estimate(
                    measure: measure.rawValue,
                    value: $0,
                    lower: intervals[measure]?.lower,
                    upper: intervals[measure]?.upper
                )
            }
        }
    }

    private static func bin(_ bin: ScoreBins.Bin) -> Bin {
        Bin(lower: bin.lower, upper: bin.upper, ham: bin.ham, spam: bin.spam, meanProbability: bin.meanProbability)
    }
}
