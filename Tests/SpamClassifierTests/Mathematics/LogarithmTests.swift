import Foundation
import Testing

@testable import SpamClassifier

@Suite struct LogarithmTests {
    /// Numbers of every size, subnormal ones among them, and many close to 1.
    private static var positives: [Double] {
        var numbers = FixedNumbers(seed: 1)
        var values = [
            1, 2, 0.5, 10, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, 2.0.squareRoot(),
        ]
        values += (0..<5000).map { _ in Double.random(in: 0.3...3, using: &numbers) }
        values += (0..<2000).map { _ in 1 + Double.random(in: -1e-6...1e-6, using: &numbers) }
        for exponent in -1074...1023 {
            values.append(Double(sign: .plus, exponent: exponent, significand: 1))
            values.append(
                Double(sign: .plus, exponent: exponent, significand: Double.random(in: 1..<2, using: &numbers))
            )
        }
        return values.filter { $0 > 0 && $0.isFinite }
    }

    @Test func `the logarithm is within two units in the last place`() {
        for x in Self.positives {
            let exact = log(x)
            #expect(abs(naturalLogarithm(x) - exact) <= 2 * exact.ulp, "x = \(x)")
        }
    }

    @Test func `two logarithms at once have the bits of each by itself`() {
        let values = Self.positives.filter { $0 >= .leastNormalMagnitude }
        for (first, second) in zip(values, values.reversed()) {
            let both = naturalLogarithms(SIMD2(first, second))
            #expect(both[0].bitPattern == naturalLogarithm(first).bitPattern, "x = \(first)")
            #expect(both[1].bitPattern == naturalLogarithm(second).bitPattern, "x = \(second)")
        }
    }

    @Test func `the logarithm of one is exactly zero and of nothing is minus infinity`() {
        #expect(naturalLogarithm(1) == 0)
        #expect(naturalLogarithm(0) == -.infinity)
        #expect(naturalLogarithm(-1) == -.infinity)
    }

    @Test func `the logarithm never falls`() {
        let values = Self.positives.sorted().map { naturalLogarithm($0) }
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test func `the power is within two units in the last place`() {
        var numbers = FixedNumbers(seed: 2)
        let values =
            [0, 1, -1, 700, -700] + (0..<10_000).map { _ in Double.random(in: -700...700, using: &numbers) }
            + (0..<5000).map { _ in Double.random(in: -1...1, using: &numbers) }
        for x in values {
            let exact = exp(x)
            #expect(abs(exponential(x) - exact) <= 2 * exact.ulp, "x = \(x)")
        }
    }

    @Test func `the power of great numbers is that of the bound`() {
        #expect(exponential(0) == 1)
        #expect(exponential(1e6) == exponential(700))
        #expect(exponential(-.infinity) == exponential(-700))
        #expect(exponential(-700) > 0)
        #expect(exponential(700).isFinite)
    }

    @Test func `power and logarithm undo each other`() {
        for x in stride(from: -600.0, through: 600, by: 0.37) {
            #expect(abs(naturalLogarithm(exponential(x)) - x) <= 1e-13 * max(1, abs(x)))
        }
    }

    @Test func `a probability is never zero or one`() {
        for logOdds in [-Double.infinity, -1e300, -800, -40, 0, 40, 800, 1e300, .infinity] {
            let probability = logistic(logOdds)
            #expect(probability > 0)
            #expect(probability < 1)
        }
    }

    @Test func `a probability follows its log odds`() {
        #expect(logistic(0) == 0.5)
        #expect(abs(logistic(log(9)) - 0.9) < 1e-15)
        let values = stride(from: -29.9, through: 29.9, by: 0.01).map { logistic($0) }
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
        for x in stride(from: 0.0, through: 30, by: 0.5) { #expect(abs(logistic(x) + logistic(-x) - 1) < 1e-15) }
    }
}
