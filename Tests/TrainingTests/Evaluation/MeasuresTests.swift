import SpamClassifier
import Testing
import Training

@Suite struct `Measures of a test set` {
    @Test func `twelve comments give the values worked out by hand`() throws {
        let measures = try Measures(dozen)
        // Pairs of spam above ham: 30 of 36, and 1 tie: 30.5 / 36.
        #expect(measures.rocArea?.isNear(30.5 / 36) == true)
        #expect(measures.oneMinusROCAPercent?.isNear(100 * 5.5 / 36) == true)
        let matrix = measures.confusion
        #expect([matrix.truePositives, matrix.falsePositives] == [5, 2])
        #expect([matrix.trueNegatives, matrix.falseNegatives] == [4, 1])
        #expect(matrix.accuracy.isNear(0.75))
        #expect(matrix.precision?.isNear(5.0 / 7) == true)
        #expect(matrix.recall.isNear(5.0 / 6))
        #expect(matrix.f1.isNear(10.0 / 13))
        #expect(matrix.matthewsCorrelation.isNear(18 / 1260.0.squareRoot()))
        #expect(matrix.hamMisclassification.isNear(1.0 / 3))
        #expect(matrix.spamMisclassification.isNear(1.0 / 6))
        // The odds are 2.5 / 4.5 and 1.5 / 5.5.
        let odds = (2.5 / 4.5 * 1.5 / 5.5).squareRoot()
        #expect(matrix.logisticAverageMisclassification.isNear(100 * odds / (1 + odds)))
        #expect(measures.recallAt1.isNear(0.5))
        #expect(measures.recallAt01.isNear(0.5))
        #expect(measures.hamMisclassificationAt95.isNear(1.0 / 3))
        #expect(measures.logLoss.isNear(0.413_671_520_183_684_2))
        #expect(measures.brierScore.isNear(0.141_708_333_333_333_3))
        #expect(measures.calibrationError.isNear(0.219_166_666_666_666_7))
    }

    @Test func `a perfect ranking has an area of one and a reversed one of zero`() throws {
        #expect(try Measures(scored(spam: [0.9, 0.8], ham: [0.1, 0.2])).rocArea == 1)
        #expect(try Measures(scored(spam: [0.1, 0.2], ham: [0.9, 0.8])).rocArea == 0)
        #expect(try Measures(scored(spam: [0.4, 0.4], ham: [0.4])).rocArea == 0.5)
    }

    @Test func `one class alone has no area`() throws {
        let measures = try Measures(scored(spam: [0.9], ham: []))
        #expect(measures.rocArea == nil)
        #expect(measures[.oneMinusROCAPercent] == nil)
        #expect(measures.confusion.hamMisclassification == 0)
    }

    @Test func `certain mistakes cost a bounded log loss`() throws {
        let measures = try Measures(scored(spam: [0], ham: [1]))
        #expect(measures.logLoss.isNear(13.815_510_557_964_274, within: 1e-9))
        #expect(measures.brierScore == 1)
        #expect(measures.calibrationError == 1)
    }

    @Test func `no mistakes do not make the logistic average zero`() {
        let matrix = ConfusionMatrix(
            threshold: 0.5,
            truePositives: 99,
            falsePositives: 0,
            trueNegatives: 99,
            falseNegatives: 0
        )
        #expect(matrix.logisticAverageMisclassification.isNear(0.5))
    }

    @Test func `nothing called spam has no precision`() {
        let matrix = ConfusionMatrix(scored(spam: [0.2], ham: [0.1]))
        #expect(matrix.precision == nil)
        #expect(matrix.matthewsCorrelation == 0)
    }

    @Test func `a comment right at the threshold is called spam`() {
        #expect(ConfusionMatrix(scored(spam: [0.7], ham: []), threshold: 0.7).truePositives == 1)
    }

    @Test func `nothing to measure and what is no number are errors`() {
        #expect(throws: EvaluationError.noComments) { try Measures([]) }
        #expect(throws: EvaluationError.probabilityNotFinite(id: "h0")) {
            try Measures(scored(spam: [0.5], ham: [.nan]))
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `ranking does not change when probabilities are stretched`(seed: UInt64) throws {
        let original = someScores(200, seed: seed)
        var stretched = original
        for index in stretched.indices {
            let probability = stretched[index].probability
            stretched[index].probability = probability * probability * probability / 2 + 0.3
        }
        let before = try Measures(original)
        let after = try Measures(stretched)
        #expect(before.rocArea == after.rocArea)
        #expect(before.recallAt1 == after.recallAt1)
        #expect(before.recallAt01 == after.recallAt01)
        #expect(before.hamMisclassificationAt95 == after.hamMisclassificationAt95)
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `swapped labels turn the area round`(seed: UInt64) throws {
        let original = someScores(150, seed: seed)
        let swapped = original.map {
            ScoredComment(id: $0.id, label: $0.label.opposite, probability: $0.probability)
        }
        let area = try #require(try Measures(original).rocArea)
        #expect(try Measures(swapped).rocArea?.isNear(1 - area) == true)
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `the area equals the share of pairs that are in order`(seed: UInt64) throws {
        let comments = someScores(80, seed: seed)
        var wins = 0.0
        var pairs = 0.0
        for spam in comments where spam.label == .spam {
            for ham in comments where ham.label == .ham {
                pairs += 1
                wins += spam.probability > ham.probability ? 1 : spam.probability == ham.probability ? 0.5 : 0
            }
        }
        #expect(try Measures(comments).rocArea?.isNear(wins / pairs) == true)
        #expect(ROCCurve(comments).area.isNear(wins / pairs))
    }

    @Test func `the order of the comments does not matter`() throws {
        let comments = someScores(120, seed: 5)
        var random = FixedCourse(9)
        let one = try Measures(comments)
        let other = try Measures(comments.shuffled(using: &random))
        for measure in Measure.allCases {
            let values = (try #require(one[measure]), try #require(other[measure]))
            #expect(values.0.isNear(values.1))
        }
    }
}
