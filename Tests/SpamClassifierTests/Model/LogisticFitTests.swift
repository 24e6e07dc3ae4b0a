import Foundation
import Testing

@testable import SpamClassifier

@Suite struct LogisticFitTests {
    private func row(_ inputs: [Double], _ target: Double, weight: Double = 1) -> LogisticFit.Row {
        var vector = InputVector()
        for (position, input) in inputs.enumerated() { vector[position] = input }
        return LogisticFit.Row(inputs: vector, target: target, weight: weight)
    }

    /// Rows of two inputs and a constant whose targets follow a known law.
    private func rows(_ count: Int, seed: UInt64) -> [LogisticFit.Row] {
        var numbers = FixedNumbers(seed: seed)
        return (0..<count).map { _ in
            let (x, y) = (Double.random(in: -2...2, using: &numbers), Double.random(in: -2...2, using: &numbers))
            let probability = logistic(1.5 * x - 0.5 * y + 0.3)
            return row([x, y, 1], Double.random(in: 0..<1, using: &numbers) < probability ? 1 : 0)
        }
    }

    private let weak = [WeightPrior](repeating: WeightPrior(mean: 0, precision: 1e-6), count: 3)

    @Test func `a constant alone becomes the log odds of the share`() {
        let rows = (0..<100).map { row([1], $0 < 70 ? 1 : 0) }
        let weights = LogisticFit.weights(of: rows, priors: [WeightPrior(mean: 0, precision: 1e-6)])
        #expect(abs(weights[0] - log(70.0 / 30)) < 1e-5)
        #expect((1..<16).allSatisfy { weights[$0] == 0 })
    }

    @Test func `one input alone is solved as by bisection`() {
        let rows = [row([1], 1), row([2], 1), row([-1], 1), row([-3], 0), row([0.5], 0)]
        let prior = WeightPrior(mean: 0.2, precision: 0.7)
        func gradient(_ w: Double) -> Double {
            rows.reduce(-prior.precision * (w - prior.mean)) {
                $0 + $1.inputs[0] * ($1.target - logistic($1.inputs[0] * w))
            }
        }
        var (low, high) = (-10.0, 10.0)
        for _ in 0..<100 {
            let middle = (low + high) / 2
            if gradient(middle) > 0 { low = middle } else { high = middle }
        }
        #expect(abs(LogisticFit.weights(of: rows, priors: [prior])[0] - low) < 1e-4)
    }

    @Test func `a known law is found again`() {
        let weights = LogisticFit.weights(of: rows(4000, seed: 1), priors: weak)
        #expect(abs(weights[0] - 1.5) < 0.2)
        #expect(abs(weights[1] + 0.5) < 0.2)
        #expect(abs(weights[2] - 0.3) < 0.2)
    }

    @Test func `a weight that must not be negative stays at zero`() {
        var priors = weak
        priors[1].isNonnegative = true
        let weights = LogisticFit.weights(of: rows(1000, seed: 2), priors: priors)
        #expect(weights[1] == 0)
        #expect(weights[0] > 1)
    }

    @Test func `an absent weight stays at zero whatever its prior says`() {
        var priors = weak
        priors[0] = WeightPrior(mean: 3, precision: 1, isAbsent: true)
        #expect(LogisticFit.weights(of: rows(200, seed: 3), priors: priors)[0] == 0)
    }

    @Test func `without rows the weights are those expected`() {
        let weights = LogisticFit.weights(of: [], priors: Input.priors)
        for input in Input.allCases { #expect(weights[input] == input.expectedWeight) }
    }

    @Test func `a firm prior holds`() {
        let priors = [WeightPrior](repeating: WeightPrior(mean: -1, precision: 1e9), count: 3)
        let weights = LogisticFit.weights(of: rows(200, seed: 4), priors: priors)
        for input in 0..<3 { #expect(abs(weights[input] + 1) < 1e-4) }
    }

    @Test func `separable rows give finite weights`() {
        let rows = (0..<50).flatMap { _ in [row([1, 0, 1], 1), row([-1, 0, 1], 0)] }
        let priors = [WeightPrior](repeating: WeightPrior(mean: 0, precision: 0.01), count: 3)
        let weights = LogisticFit.weights(of: rows, priors: priors)
        #expect((0..<3).allSatisfy { weights[$0].isFinite })
        #expect(weights[0] > 1)
    }

    @Test func `weight two counts as the row twice`() {
        let rows = rows(100, seed: 5)
        let priors = [WeightPrior](repeating: WeightPrior(mean: 0.1, precision: 0.5), count: 3)
        let doubled = rows.map { LogisticFit.Row(inputs: $0.inputs, target: $0.target, weight: 2) }
        let heavy = LogisticFit.weights(of: doubled, priors: priors)
        let twice = LogisticFit.weights(of: rows + rows, priors: priors)
        for input in 0..<3 { #expect(abs(heavy[input] - twice[input]) < 1e-9) }
        #expect(heavy != LogisticFit.weights(of: rows, priors: priors))
    }

    @Test func `Cholesky solves a textbook system`() {
        let matrix: [[Double]] = [[4, 12, -16], [12, 37, -43], [-16, -43, 98]]
        let solution = LogisticFit.choleskySolution(matrix, [-20, -43, 192])
        #expect(solution.map { zip($0, [1, 2, 3]).allSatisfy { abs($0 - $1) < 1e-9 } } == true)
        #expect(LogisticFit.choleskySolution([[4]], [3]) == [0.75])
        #expect(LogisticFit.choleskySolution([], []) == [])
    }

    @Test(arguments: [[[0.0]], [[-1]], [[1, 2], [2, 1]], [[1, 1], [1, 1]], [[.nan]]])
    func `Cholesky refuses a matrix that is not positive definite`(matrix: [[Double]]) {
        #expect(LogisticFit.choleskySolution(matrix, matrix.map { _ in 1 }) == nil)
    }

    @Test func `a dual coordinate solves its equation`() {
        var numbers = FixedNumbers(seed: 6)
        for _ in 0..<2000 {
            let target = Bool.random(using: &numbers) ? 1.0 : 0.0
            let constant = Double.random(in: -20...20, using: &numbers)
            let slope = Double.random(in: 0...10, using: &numbers)
            let r = DualCoordinate.solution(target: target, constant: constant, slope: slope)
            #expect(abs(r - (target - logistic(constant + slope * r))) < 1e-5)
            #expect(r >= target - 1 && r <= target)
        }
    }
}
