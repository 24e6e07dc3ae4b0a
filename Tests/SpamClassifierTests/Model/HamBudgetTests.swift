import Foundation
import Testing

@testable import SpamClassifier

@Suite struct HamBudgetTests {
    /// P(at most `most` of `count`), the binomial sum by logarithms of the gamma function.
    private func binomialSum(_ most: Int, of count: Int, share: Double) -> Double {
        (0...most).reduce(0) { sum, j in
            let choose = lgamma(Double(count + 1)) - lgamma(Double(j + 1)) - lgamma(Double(count - j + 1))
            return sum + exp(choose + Double(j) * log(share) + Double(count - j) * log(1 - share))
        }
    }

    @Test(arguments: [(598, 0.005), (1000, 0.005), (5000, 0.005), (300, 0.01), (60, 0.05), (200_000, 0.005)])
    func `the promise is kept and not wasted`(count: Int, share: Double) throws {
        let allowed = try #require(HamBudget.exceedances(of: count, share: share))
        #expect(binomialSum(allowed, of: count, share: share) <= HamBudget.risk * (1 + 1e-6))
        #expect(binomialSum(allowed + 1, of: count, share: share) > HamBudget.risk * (1 - 1e-6))
    }

    @Test(arguments: [0.0005, 0.005, 0.01, 0.1, 0.5]) func `with fewer labels than needed nothing is promised`(
        share: Double
    ) {
        let needed = HamBudget(share: share).neededHamLabels
        #expect(HamBudget.exceedances(of: needed, share: share) != nil)
        #expect(HamBudget.exceedances(of: needed - 1, share: share) == nil)
    }

    @Test func `one in two hundred needs 598 ham labels`() {
        #expect(HamBudget(share: 0.005).neededHamLabels == 598)
        #expect(BudgetStatus(hamLabels: 598, neededHamLabels: 598).isPromised)
        #expect(!BudgetStatus(hamLabels: 597, neededHamLabels: 598).isPromised)
    }

    @Test(arguments: [(0.0, 0.0001), (-1, 0.0001), (0.7, 0.5), (0.02, 0.02), (.infinity, 0.5)])
    func `a share outside the bounds is moved to the nearer end`(given: Double, kept: Double) {
        #expect(HamBudget(share: given).share == kept)
    }

    @Test func `no more ham than allowed reaches the threshold`() throws {
        var numbers = FixedNumbers(seed: 1)
        for count in [0, 1, 20, 597, 598, 2000] {
            let ham = (0..<count).map { _ in pow(Double.random(in: 0...1, using: &numbers), 4) }
            let thresholds = HamBudget.standard.thresholds(ham: ham)
            let lost = ham.count { thresholds.outcome(of: $0) == .spam }
            #expect(lost <= HamBudget.exceedances(of: count, share: HamBudget.standard.share) ?? 0)
            #expect(thresholds.unsure <= thresholds.spam && thresholds.spam <= thresholds.discard)
            #expect(HamBudget.standard.thresholds(ham: ham.shuffled(using: &numbers)) == thresholds)
        }
    }

    @Test func `thresholds are raised into order`() {
        let thresholds = Thresholds(unsure: 0.8, spam: 0.5, discard: 0.1)
        #expect(thresholds == Thresholds(unsure: 0.8, spam: 0.8, discard: 0.8))
        #expect(thresholds.outcome(of: 0.79) == .ham)
        #expect(thresholds.outcome(of: 0.8) == .spam)
        let standard = Thresholds.standard
        #expect(standard.outcome(of: standard.unsure) == .unsure)
        #expect(standard.outcome(of: standard.unsure.nextDown) == .ham)
        #expect(standard.outcome(of: standard.spam) == .spam)
        #expect(standard.outcome(of: standard.spam.nextDown) == .unsure)
    }

    @Test(arguments: [(9, 0, false), (10, 0, true), (10, 66, true), (10, 67, false), (15, 100, true), (14, 100, false)])
    func `a refit is due when the labels have grown`(marks: Int, labels: Int, isDue: Bool) {
        #expect(RefitSchedule.isDue(marks: marks, labels: labels) == isDue)
    }
}
