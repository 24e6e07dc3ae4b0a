import SpamClassifier
import Training

/// A report with something in every part.
func sampleReport(title: String = "Held-out comments") throws -> EvaluationReport {
    let comments = someScores(400, seed: 11)
    var report = try EvaluationReport(title: title, scored: comments, bootstrap: Bootstrap(replicates: 40))
    report.facts = [
        EvaluationReport.Fact(name: "Corpus", value: "made up"), EvaluationReport.Fact(name: "Seed", value: "11"),
    ]
    report.learningCurve = try [50, 100, 200].map {
        EvaluationReport.LearningPoint(trainingComments: $0, measures: try Measures(someScores($0, seed: 12)))
    }
    report.misses = Miss.worst(3, of: comments).map {
        Miss(
            comment: $0,
            text: "<b>Song & dance</b>\n\"ok\" \u{1B}[31m",
            evidence: [
                Miss.Evidence(family: "words", feature: "<script>alert('x')</script>", logOdds: -1.5, spam: 2, ham: 30),
                Miss.Evidence(family: "shape", feature: "short", logOdds: 0.25),
            ]
        )
    }
    return report
}
