import SpamClassifier
import Testing
import Training

@Suite struct `Bootstrap intervals` {
    @Test func `the same seed gives the same intervals and another seed others`() throws {
        let comments = someScores(200, seed: 1)
        let once = try Bootstrap(replicates: 50, seed: 7).intervals(comments)
        #expect(try Bootstrap(replicates: 50, seed: 7).intervals(comments) == once)
        #expect(try Bootstrap(replicates: 50, seed: 8).intervals(comments) != once)
    }

    @Test func `the measure of the whole set lies inside`() throws {
        let comments = someScores(300, seed: 2)
        let measures = try Measures(comments)
        let intervals = try Bootstrap(replicates: 200).intervals(comments)
        for measure in [Measure.rocArea, .accuracy, .recall, .hamMisclassification, .lamPercent, .logLoss, .brierScore]
        {
            let value = try #require(measures[measure])
            let interval = try #require(intervals[measure])
            #expect(interval.lower <= value && value <= interval.upper)
            #expect(interval.lower < interval.upper)
        }
    }

    @Test func `more comments make narrower intervals`() throws {
        func width(_ count: Int) throws -> Double {
            let interval = try #require(try Bootstrap(replicates: 200).intervals(someScores(count, seed: 3))[.rocArea])
            return interval.upper - interval.lower
        }
        #expect(try width(2_000) < width(100) / 2)
    }

    @Test func `an interval has the width that theory gives it`() throws {
        // 400 ham comments of which 40 are misclassified: the standard error of the rate is 0.015.
        let comments = scored(
            spam: [0.9],
            ham: (0..<400).map { $0 < 40 ? 0.8 : 0.1 }
        )
        let interval = try #require(
            try Bootstrap(replicates: 2_000).intervals(comments)[.hamMisclassification]
        )
        #expect(interval.lower.isNear(0.1 - 1.96 * 0.015, within: 0.004))
        #expect(interval.upper.isNear(0.1 + 1.96 * 0.015, within: 0.004))
    }

    @Test func `a measure that is not defined has no interval`() throws {
        let intervals = try Bootstrap(replicates: 10).intervals(scored(spam: [0.9, 0.3], ham: []))
        #expect(intervals[.rocArea] == nil)
        #expect(intervals[.recall] != nil)
    }
}
