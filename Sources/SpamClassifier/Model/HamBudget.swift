/// How many honest comments may be taken for spam, and what follows from it.
///
/// The operator gives a share, not a threshold. The threshold is an order statistic of leave-one-out probabilities of
/// labelled ham: with n of them, the k-th largest is exceeded by more than a share ε of all ham with probability
/// Σ_{j<k} C(n, j) εʲ (1 − ε)ⁿ⁻ʲ at most (Tong, Feng and Li, *Neyman–Pearson classification algorithms*, 2018), so the
/// largest k with a sum of ``risk`` at most keeps the budget with that confidence.
public struct HamBudget: Sendable, Hashable {
    /// The greatest share of ham that may be taken for spam, between 0 and 1.
    public var share: Double
    /// The probability with which the promise may fail.
    public static let risk = 0.05
    /// What holds when nothing else is said: one honest comment in two hundred.
    public static let standard = HamBudget(share: 0.005)

    /// Blatant spam may be thrown away unseen, so it keeps a budget of this part of the whole.
    private static let discardPart = 0.1
    /// The thresholds that hold while labels are too few to promise anything: only what is nearly certain is spam.
    private static let cautious = Thresholds(unsure: 0.5, spam: 0.98, discard: 0.9999)

    /// Makes a budget.
    ///
    /// - Parameter share: A share from 0.0001 to 0.5; one beyond is moved to the nearer end.
    public init(share: Double) {
        self.share = min(max(share, 0.0001), 0.5)
    }

    /// How many ham labels the promise needs at least: ln risk / ln (1 − share).
    public var neededHamLabels: Int { Self.neededLabels(for: share) }

    private static func neededLabels(for share: Double) -> Int {
        Int((naturalLogarithm(risk) / naturalLogarithm(1 - share)).rounded(.up))
    }

    /// How many of the n largest ham probabilities may lie above the threshold; `nil` when n is too small for any promise.
    ///
    /// The binomial terms are built one from another, from (1 − ε)ⁿ on, as logarithms. O(result).
    static func exceedances(of count: Int, share: Double) -> Int? {
        var logTerm = Double(count) * naturalLogarithm(1 - share)
        let logOdds = naturalLogarithm(share / (1 - share))
        var sum = exponential(logTerm)
        guard sum <= risk else { return nil }
        var allowed = 0
        while allowed < count - 1 {
            logTerm += naturalLogarithm(Double(count - allowed) / Double(allowed + 1)) + logOdds
            sum += exponential(logTerm)
            guard sum <= risk else { break }
            allowed += 1
        }
        return allowed
    }

    /// The thresholds that keep the budget.
    ///
    /// A comment that is more likely honest than not is never called spam, even where the budget would allow it: between
    /// the threshold of the budget and one half it is unsure.
    ///
    /// - Parameter ham: The leave-one-out probabilities of all labelled ham, in any order.
    /// - Returns: The thresholds; cautious ones while labels are too few.
    func thresholds(ham: [Double]) -> Thresholds {
        let descending = ham.sorted(by: >)
        var spam = Self.cautious.spam
        if let allowed = Self.exceedances(of: ham.count, share: share) {
            spam = Self.above(descending[allowed])
        } else if let largest = descending.first {
            spam = max(spam, Self.above(largest))
        }
        var discard = max(Self.cautious.discard, spam)
        if let allowed = Self.exceedances(of: ham.count, share: share * Self.discardPart) {
            discard = max(Self.above(descending[allowed]), spam, 0.99)
        }
        let even = Self.cautious.unsure
        return Thresholds(unsure: min(even, spam), spam: max(even, spam), discard: discard)
    }

    /// The next probability above one: a comment as probable as the last honest one is still honest.
    private static func above(_ probability: Double) -> Double { min(probability.nextUp, 1) }
}

/// Whether the labels suffice to promise the budget.
public struct BudgetStatus: Sendable, Hashable {
    /// Ham labels of the site's own.
    public let hamLabels: Int
    /// Ham labels that the promise needs.
    public let neededHamLabels: Int

    /// Whether the threshold keeps the budget with the stated confidence.
    public var isPromised: Bool { hamLabels >= neededHamLabels }
}
