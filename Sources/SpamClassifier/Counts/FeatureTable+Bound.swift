extension FeatureTable {
    /// Lets the rarest features go until no more than so many are left.
    ///
    /// Which ones follows from the counts alone. Of features that are equally rare those with the smallest keys stay: keys are
    /// hashes, so that is a choice by chance, but the same one every time. O(n).
    mutating func keepMostFrequent(_ most: Int) {
        guard count > most else { return }
        var sizes = [Int](repeating: 0, count: ClassCounts.frequencies)
        visitAll { sizes[$1.frequency] += 1 }
        var room = max(most, 0)
        var cut = sizes.count - 1
        while sizes[cut] <= room {
            room -= sizes[cut]
            cut -= 1
        }
        keepEntries { slot in
            let frequency = slot.counts.frequency
            guard frequency == cut else { return frequency > cut }
            room -= 1
            return room >= 0
        }
    }
}

extension ClassCounts {
    /// One more than the greatest ``frequency``.
    static let frequencies = 4096

    /// In how many comments the feature was seen at least, as far as counts tell; 0 for a single starter comment.
    ///
    /// A feature of many starter comments is no rare one, though their weight is small: it was seen before and will be seen
    /// again. What a single comment contains and no other hardly ever comes back.
    var frequency: Int {
        let units = UInt64(spam) + UInt64(ham)
        let perComment = UInt64(Weight.unitsPerComment)
        let comments = units / perComment + units % perComment
        if comments == 1, units < perComment { return 0 }
        return Int(min(comments, UInt64(Self.frequencies - 1)))
    }
}
