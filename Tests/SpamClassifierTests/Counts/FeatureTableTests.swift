import Testing

@testable import SpamClassifier

@Suite struct FeatureTableTests {
    private func counts(spam: UInt32 = 0, ham: UInt32 = 0, surprise: UInt32 = 0, residual: Int32 = 0) -> ClassCounts {
        var counts = ClassCounts()
        (counts.spam, counts.ham, counts.spamSurprise, counts.residual) = (spam, ham, surprise, residual)
        return counts
    }

    private func entries(of table: FeatureTable) -> [UInt64: ClassCounts] {
        var entries: [UInt64: ClassCounts] = [:]
        table.visitAll { entries[$0] = $1 }
        return entries
    }

    /// Keys in few parts, so that their leaves grow and are cut.
    private func key(using numbers: inout FixedNumbers) -> UInt64 {
        let shard = UInt64([0, 1, 1023].randomElement(using: &numbers) ?? 0) << 54
        // Keys that are no hashes: many at one place, some at the very end of a part.
        switch Int.random(in: 0..<3, using: &numbers) {
        case 0: return shard | UInt64.random(in: 1..<300, using: &numbers)
        case 1: return shard | ((1 << 54) - UInt64.random(in: 1..<100, using: &numbers))
        default: return shard | (UInt64.random(in: 1..<200, using: &numbers) << 46)
        }
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>) func `the table does what a dictionary does`(seed: UInt64) {
        var numbers = FixedNumbers(seed: seed)
        var table = FeatureTable()
        var model: [UInt64: ClassCounts] = [:]
        for step in 0..<4000 {
            let key = key(using: &numbers)
            // Phases of growth and of decay.
            if Int.random(in: 0..<10, using: &numbers) < (step / 1000 % 2 == 0 ? 7 : 2) {
                let change = counts(
                    spam: UInt32.random(in: 0...2, using: &numbers),
                    ham: UInt32.random(in: 1...2, using: &numbers),
                    surprise: UInt32.random(in: 0...9, using: &numbers),
                    residual: Int32.random(in: -9...9, using: &numbers)
                )
                table.add(change, to: key)
                model[key, default: ClassCounts()] &+= change
            } else if let present = model.keys.sorted().randomElement(using: &numbers), let change = model[present] {
                table.subtract(change, from: present)
                model[present] = nil
            }
            #expect(table[key] == model[key] ?? ClassCounts())
        }
        #expect(table.count == model.count)
        #expect(entries(of: table) == model)
        for key in model.keys.sorted() { #expect(table[key] == model[key]) }
    }

    @Test func `iteration is in ascending order of the keys`() {
        var numbers = FixedNumbers(seed: 9)
        var table = FeatureTable()
        for _ in 0..<5000 { table.add(counts(spam: 1), to: max(numbers.next(), 1)) }
        var keys: [UInt64] = []
        table.visitAll { key, _ in keys.append(key) }
        #expect(keys.count == table.count)
        #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func `a copy goes its own way`() {
        var numbers = FixedNumbers(seed: 10)
        var table = FeatureTable()
        let keys = (0..<500).map { _ in key(using: &numbers) }
        for key in keys { table.add(counts(spam: 2), to: key) }
        let before = entries(of: table)
        var copy = table
        for key in keys.prefix(100) { copy.add(counts(ham: 1), to: key) }
        copy.add(counts(ham: 1), to: 12345)
        for key in Set(keys.suffix(100)).subtracting(keys.prefix(400)) { copy.subtract(copy[key], from: key) }
        #expect(entries(of: table) == before)
        #expect(copy != table)
        #expect(copy[keys[0]].ham > 0)
        #expect(table[keys[0]].ham == 0)
    }

    @Test func `tables are equal whatever order their entries came in`() {
        var numbers = FixedNumbers(seed: 11)
        let keys = (0..<2000).map { _ in key(using: &numbers) }
        var first = FeatureTable()
        var second = FeatureTable()
        for key in keys { first.add(counts(spam: UInt32(key % 5) + 1), to: key) }
        for key in keys.shuffled(using: &numbers) { second.add(counts(spam: UInt32(key % 5) + 1), to: key) }
        #expect(first == second)
        second.add(counts(residual: 1), to: keys[0])
        #expect(first != second)
        second.add(counts(residual: -1), to: keys[0])
        #expect(first == second)
    }

    @Test func `what was emptied equals what was never filled`() {
        var numbers = FixedNumbers(seed: 12)
        var table = FeatureTable()
        let keys = (0..<3000).map { _ in key(using: &numbers) }
        for key in keys { table.add(counts(ham: 3, surprise: 7), to: key) }
        for key in keys.shuffled(using: &numbers) { table.subtract(counts(ham: 3, surprise: 7), from: key) }
        #expect(table.count == 0)
        #expect(table == FeatureTable())
        for key in keys { #expect(table[key] == ClassCounts()) }
    }

    @Test func `a table that is filled in order equals one that grew`() throws {
        var numbers = FixedNumbers(seed: 13)
        var grown = FeatureTable()
        for _ in 0..<20_000 { grown.add(counts(ham: 1), to: key(using: &numbers)) }
        for _ in 0..<20_000 { grown.add(counts(ham: 1), to: max(numbers.next(), 1), isLate: true) }
        var filled = FeatureTable()
        for part in 0..<FeatureTable.partCount {
            var slots: [Slot] = []
            grown.visitSlots(ofPart: part) { slots.append($0) }
            #expect(grown.count(ofPart: part) == slots.count)
            var next = slots.makeIterator()
            try filled.fill(part: part, count: slots.count) { () throws(SnapshotError) in
                guard let slot = next.next() else { throw .damaged }
                return slot
            }
        }
        #expect(filled == grown)
        #expect(filled.count == grown.count)
        grown.visitAll { key, counts in
            #expect(filled[key] == counts)
            #expect(filled.entry(of: key).isLate == grown.entry(of: key).isLate)
        }
        for _ in 0..<1_000 {
            let key = key(using: &numbers)
            filled.add(counts(spam: 2), to: key)
            grown.add(counts(spam: 2), to: key)
        }
        #expect(filled == grown)
    }

    @Test func `a feature takes less than 40 bytes`() {
        var numbers = FixedNumbers(seed: 14)
        var table = FeatureTable()
        for _ in 0..<500_000 { table.add(counts(ham: 1), to: max(numbers.next(), 1)) }
        let bytes = Double(table.allocatedBytes) / Double(table.count)
        #expect(bytes > 28)
        #expect(bytes < 40)
    }

    @Test func `keys that are fetched first lead to the same entries`() {
        var numbers = FixedNumbers(seed: 15)
        var table = FeatureTable()
        for _ in 0..<10_000 { table.add(counts(ham: 1), to: key(using: &numbers)) }
        let keys = (0..<1000).map { _ in key(using: &numbers) } + [1, .max]
        for (key, firstKey) in zip(keys, table.firstKeys(for: keys)) {
            #expect(table.entry(of: key, firstKey: firstKey).counts == table[key])
        }
    }

    @Test func `a part takes no entry that is out of order, of another part or empty`() {
        func slot(_ key: UInt64, _ counts: ClassCounts) -> Slot { Slot(key: key, counts: counts) }
        let parts = [
            [slot(5, counts(ham: 1)), slot(4, counts(ham: 1))], [slot(5, counts(ham: 1)), slot(5, counts(ham: 1))],
            [slot(.max, counts(ham: 1))], [slot(5, ClassCounts())], [slot(0, counts(ham: 1))],
        ]
        for slots in parts {
            var table = FeatureTable()
            var next = slots.makeIterator()
            #expect(throws: SnapshotError.damaged) {
                try table.fill(part: 0, count: slots.count) { () throws(SnapshotError) in
                    guard let slot = next.next() else { throw .notASnapshot }
                    return slot
                }
            }
        }
    }
}
