import Foundation
import SpamClassifier

/// How many comments of each class were called spam and ham at a threshold.
public struct ConfusionMatrix: Sendable, Hashable {
    /// A comment is called spam from this probability on.
    public var threshold: Double
    /// Spam called spam.
    public var truePositives: Int
    /// Ham called spam.
    public var falsePositives: Int
    /// Ham called ham.
    public var trueNegatives: Int
    /// Spam called ham.
    public var falseNegatives: Int

    /// Makes a matrix from its counts.
    public init(
        threshold: Double,
        truePositives: Int,
        falsePositives: Int,
        trueNegatives: Int,
        falseNegatives: Int
    ) {
        self.threshold = threshold
        self.truePositives = truePositives
        self.falsePositives = falsePositives
        self.trueNegatives = trueNegatives
        self.falseNegatives = falseNegatives
    }

    /// Counts scored comments.
    public init(_ scored: [ScoredComment], threshold: Double = 0.5) {
        self.init(threshold: threshold, truePositives: 0, falsePositives: 0, trueNegatives: 0, falseNegatives: 0)
        for comment in scored { count(comment.label == .spam, calledSpam: comment.probability >= threshold, 1) }
    }

    mutating func count(_ isSpam: Bool, calledSpam: Bool, _ weight: Int) {
        switch (isSpam, calledSpam) {
        case (true, true): truePositives += weight
        case (false, true): falsePositives += weight
        case (false, false): trueNegatives += weight
        case (true, false): falseNegatives += weight
        }
    }
}

extension ConfusionMatrix {
    /// All spam.
    public var spamCount: Int { truePositives + falseNegatives }

    /// All ham.
    public var hamCount: Int { trueNegatives + falsePositives }

    /// All comments.
    public var count: Int { spamCount + hamCount }

    /// The share of comments that were called what they are; 0 if there are none.
    public var accuracy: Double { Self.share(truePositives + trueNegatives, of: count) }

    /// The share of spam among what was called spam; `nil` if nothing was.
    public var precision: Double? {
        let called = truePositives + falsePositives
        return called == 0 ? nil : Self.share(truePositives, of: called)
    }

    /// The share of spam that was called spam; 0 if there is none.
    public var recall: Double { Self.share(truePositives, of: spamCount) }

    /// The harmonic mean of precision and recall; 0 if there is no spam and none was called so.
    public var f1: Double { Self.share(2 * truePositives, of: 2 * truePositives + falsePositives + falseNegatives) }

    /// Matthews' correlation coefficient, from −1 to 1; 0 if a row or column of the matrix is empty.
    public var matthewsCorrelation: Double {
        let called = Double(truePositives + falsePositives) * Double(trueNegatives + falseNegatives)
        let product = called * Double(spamCount) * Double(hamCount)
        guard product > 0 else { return 0 }
        let agreement = Double(truePositives) * Double(trueNegatives) - Double(falsePositives) * Double(falseNegatives)
        return agreement / product.squareRoot()
    }

    /// The share of ham that was called spam; 0 if there is no ham.
    public var hamMisclassification: Double { Self.share(falsePositives, of: hamCount) }

    /// The share of spam that was called ham; 0 if there is no spam.
    public var spamMisclassification: Double { Self.share(falseNegatives, of: spamCount) }

    /// The logistic average of the two misclassification rates, LAM%, from 0 to 100.
    ///
    /// Half a mistake is added to each rate, (e + ½) / (n + 1), so that a rate of 0 does not make the average 0.
    public var logisticAverageMisclassification: Double {
        let ham = (Double(falsePositives) + 0.5) / (Double(hamCount) + 1)
        let spam = (Double(falseNegatives) + 0.5) / (Double(spamCount) + 1)
        let mean = (log(ham / (1 - ham)) + log(spam / (1 - spam))) / 2
        return 100 / (1 + exp(-mean))
    }

    private static func share(_ part: Int, of whole: Int) -> Double {
        whole == 0 ? 0 : Double(part) / Double(whole)
    }
}
