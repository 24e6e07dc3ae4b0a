import SpamClassifier
import Testing
import Training

@Suite struct `Curves and bins` {
    @Test func `the ROC curve has a point for every probability`() {
        let curve = ROCCurve(scored(spam: [0.9, 0.5], ham: [0.5, 0.1]))
        #expect(curve.points.map(\.threshold) == [nil, 0.9, 0.5, 0.1])
        #expect(curve.points.map(\.hamMisclassification) == [0, 0, 0.5, 1])
        #expect(curve.points.map(\.recall) == [0, 0.5, 1, 1])
    }

    @Test func `the best point keeps the budget and takes the highest threshold`() {
        let curve = ROCCurve(dozen)
        #expect(curve.best(hamMisclassificationUpTo: 0).threshold == 0.8)
        #expect(curve.best(hamMisclassificationUpTo: 1.0 / 6).threshold == 0.8)
        #expect(curve.best(hamMisclassificationUpTo: 1).threshold == 0.45)
        #expect(ROCCurve(scored(spam: [0.1], ham: [0.9])).best(hamMisclassificationUpTo: 0).threshold == nil)
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `a curve with fewer points ends where the whole one does`(seed: UInt64) {
        let curve = ROCCurve(someScores(500, seed: seed))
        let exact = curve.simplified(to: .max)
        #expect(exact.points.count <= curve.points.count)
        #expect(exact.area.isNear(curve.area))
        let short = curve.simplified(to: 10)
        #expect(short.points.count == 10)
        #expect(short.points.first == curve.points.first)
        #expect(short.points.last == curve.points.last)
    }

    @Test func `normal deviates are those of the tables`() {
        #expect(DETCurve.probit(0.5).isNear(0))
        #expect(DETCurve.probit(0.975).isNear(1.959_963_984_540_054))
        #expect(DETCurve.probit(0.01).isNear(-2.326_347_874_040_841))
        #expect(DETCurve.probit(0.001).isNear(-3.090_232_306_167_813))
    }

    @Test func `the DET curve leaves out rates without a deviate`() {
        let points = DETCurve(ROCCurve(dozen)).points
        #expect(!points.isEmpty)
        #expect(points.allSatisfy { $0.hamMisclassification > 0 && $0.spamMisclassification > 0 })
        #expect(points.allSatisfy { $0.x == DETCurve.probit($0.hamMisclassification) })
        #expect(DETCurve(ROCCurve(scored(spam: [1], ham: [0]))).points.isEmpty)
    }

    @Test func `bins count every comment once and the ends belong to the outer ones`() {
        let bins = ScoreBins(scored(spam: [1, 0.95, 0.5], ham: [0, 0.49, -1]), count: 2).bins
        #expect(bins.map(\.spam) == [0, 3])
        #expect(bins.map(\.ham) == [3, 0])
        #expect(bins.map(\.lower) == [0, 0.5])
        #expect(bins[0].meanProbability?.isNear(0.49 / 3) == true)
        #expect(bins[1].spamShare == 1)
        #expect(ScoreBins([], count: 3).bins.allSatisfy { $0.spamShare == nil && $0.meanProbability == nil })
    }

    @Test(arguments: 0..<5 as Range<UInt64>)
    func `bins and measures agree on the calibration error`(seed: UInt64) throws {
        let comments = someScores(300, seed: seed)
        let error = try Measures(comments).calibrationError
        #expect(ScoreBins(comments, count: 15).calibrationError.isNear(error))
    }
}
