import Foundation
import Testing

@testable import SpamClassifier

@Suite struct LikelihoodTests {
    private let unit = Double(Weight.unitsPerComment)

    private func logOdds(_ spam: Double, _ ham: Double, of spamTotal: Double, _ hamTotal: Double) -> Double {
        Likelihoods(spam: spamTotal, ham: hamTotal).logOdds(spam: spam * unit, ham: ham * unit)
    }

    @Test func `three of ten spam and no ham is ln of one plus three over the mass`() {
        // Equal classes: pi = 1/2, so 2 a pi = a.
        #expect(abs(logOdds(3, 0, of: 10, 10) - log(1 + 3 / Smoothing.featureMass)) < 1e-14)
        #expect(abs(logOdds(0, 3, of: 10, 10) + log(1 + 3 / Smoothing.featureMass)) < 1e-14)
    }

    @Test func `the prior mass follows the sizes of the classes`() {
        // S = 30, H = 10: pi = 30.5 / 41.
        let pi = (30 + Smoothing.classMass) / (40 + 2 * Smoothing.classMass)
        let expected =
            log(1 + 6 / (2 * Smoothing.featureMass * pi)) - log(1 + 2 / (2 * Smoothing.featureMass * (1 - pi)))
        #expect(abs(logOdds(6, 2, of: 30, 10) - expected) < 1e-14)
    }

    @Test func `what was never seen says nothing`() {
        for (spam, ham) in [(0.0, 0.0), (1, 0), (0, 1), (1000, 3)] { #expect(logOdds(0, 0, of: spam, ham) == 0) }
        #expect(Likelihoods.surprise(spam: 0, ham: 0) == 0)
        let value = FeatureValue(SeenCounts(ClassCounts()), Likelihoods(spam: 5, ham: 5))
        #expect(!value.isSeen)
        #expect((value.logOdds, value.surprise, value.residual) == (0, 0, 0))
    }

    @Test func `the classes are treated alike`() {
        for (s, h) in [(1.0, 0.0), (3, 2), (0, 7), (20, 19)] {
            #expect(abs(logOdds(s, h, of: 20, 30) + logOdds(h, s, of: 30, 20)) < 1e-13)
            #expect(abs(Likelihoods.surprise(spam: s, ham: h) + Likelihoods.surprise(spam: h, ham: s)) < 1e-13)
        }
    }

    @Test func `more spam is more evidence of spam and more ham is less`() {
        for count in 0..<20 {
            let n = Double(count)
            #expect(logOdds(n + 1, 3, of: 30, 30) > logOdds(n, 3, of: 30, 30))
            #expect(logOdds(3, n + 1, of: 30, 30) < logOdds(3, n, of: 30, 30))
        }
    }

    @Test func `a feature as frequent as its class says next to nothing`() {
        #expect(abs(logOdds(100, 100, of: 1000, 1000)) < 1e-12)
        #expect(abs(logOdds(100, 10, of: 1000, 100)) < 0.05)
    }

    @Test func `surprise is smoothed`() {
        let one = Lesson.surpriseUnits
        let expected = log((2 + Smoothing.surpriseMass) / (0.5 + Smoothing.surpriseMass))
        #expect(abs(Likelihoods.surprise(spam: 2 * one, ham: 0.5 * one) - expected) < 1e-14)
    }

    @Test func `a norm shrinks as the family grows`() {
        #expect(Smoothing.positiveNorm(size: 0, positiveCount: 0) == 1)
        for size in [9, 999] {
            let norm = Smoothing.positiveNorm(size: size, positiveCount: size)
            #expect(abs(norm - pow(Double(1 + size), -Smoothing.lengthExponent)) < 1e-14)
        }
        let diluted = Smoothing.positiveNorm(size: 200, positiveCount: 50)
        #expect(abs(diluted - pow(1 + 50 + 0.3 * 150, -Smoothing.lengthExponent)) < 1e-14)
    }
}
