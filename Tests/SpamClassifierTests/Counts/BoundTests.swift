import Testing

@testable import SpamClassifier

@Suite struct BoundTests {
    private func counts(spam: UInt32 = 0, ham: UInt32 = 0) -> ClassCounts {
        var counts = ClassCounts()
        (counts.spam, counts.ham) = (spam, ham)
        return counts
    }

    @Test(arguments: [0, 1, 500, 999, 1000, 2000]) func `a table keeps as many features as it may`(most: Int) {
        var numbers = FixedNumbers(seed: 1)
        var table = FeatureTable()
        for _ in 0..<1000 {
            table.add(counts(spam: 32 * UInt32.random(in: 1...4, using: &numbers)), to: max(numbers.next(), 1))
        }
        let whole = table
        table.keepMostFrequent(most)
        #expect(table.count == min(most, whole.count))
        var rarestKept = Int.max
        var mostFrequentLost = 0
        whole.visitAll { key, counts in
            if table[key] == counts {
                rarestKept = min(rarestKept, counts.frequency)
            } else {
                #expect(table[key].isEmpty)
                mostFrequentLost = max(mostFrequentLost, counts.frequency)
            }
        }
        #expect(mostFrequentLost <= rarestKept)
    }

    @Test func `which features stay depends on the counts alone`() {
        var numbers = FixedNumbers(seed: 2)
        let keys = (0..<3000).map { _ in max((numbers.next() >> 40) << 40, 1) }
        var first = FeatureTable()
        for key in keys { first.add(counts(ham: 32), to: key) }
        var second = FeatureTable()
        for key in keys.shuffled(using: &numbers) { second.add(counts(ham: 32), to: key) }
        first.keepMostFrequent(1200)
        second.keepMostFrequent(1200)
        #expect(first == second)
        #expect(first.count == 1200)
    }

    @Test func `features of many starter comments are no rare ones`() {
        #expect(counts(spam: 1).frequency == 0)
        #expect(counts(ham: 32).frequency == 1)
        #expect(counts(spam: 5).frequency == 5)
        #expect(counts(spam: 32, ham: 3).frequency == 4)
        #expect(counts(spam: .max / 2, ham: .max / 2).frequency == ClassCounts.frequencies - 1)
    }

    @Test func `a feature that was left out and came back knows nothing of what the refit learnt`() {
        var table = FeatureTable()
        table.add(counts(spam: 32), to: 5)
        table.add(counts(spam: 64), to: 6)
        table.keepMostFrequent(1)
        let refitted = table
        table.adjust(counts(spam: 32), of: 5)
        #expect(table == refitted)
        table.add(counts(ham: 32), to: 5, isLate: true)
        table.subtract(counts(spam: 32), from: 5, isFitted: true)
        #expect(table[5] == counts(ham: 32))
        table.subtract(counts(spam: 32), from: 6, isFitted: true)
        #expect(table[6] == counts(spam: 32))
        table.subtract(counts(ham: 32), from: 5)
        #expect(table[5].isEmpty)
        table.subtract(counts(ham: 32), from: 5)
        #expect(table[5].isEmpty)
    }
}
