import SpamClassifier

extension FeedbackStore {
    /// What happened on each of the last days, by site; days and sites without comments and marks are left out.
    ///
    /// - Parameters:
    ///   - days: How many days, the day of the time given included; clamped to 1...366.
    ///   - time: A time of the last day, in milliseconds since 1970; `nil` is now.
    ///   - sites: Which sites count.
    /// - Returns: One entry for each day and site, newest day first, then by site.
    /// - Throws: A ``FeedbackStoreError``, or `CancellationError`.
    /// - Complexity: O(tallies of those days): see ``activity(days:through:sites:)``.
    public func dailyStatistics(
        days: Int,
        through time: Int64? = nil,
        sites: CommentQuery.Sites = .all
    ) async throws -> [DailyStatistics] {
        try await activity(days: days, through: time, sites: sites).daily
    }
}

extension Activity {
    private struct DayAndSite: Hashable {
        let day: Int64
        let site: String?
    }

    /// What happened by day and site, newest day first, then by site.
    public var daily: [DailyStatistics] {
        var found: [DayAndSite: DailyStatistics] = [:]
        for tally in tallies {
            let place = DayAndSite(day: tally.day, site: tally.site)
            found[place, default: DailyStatistics(day: place.day, site: place.site)].add(tally)
        }
        for marks in marks {
            let place = DayAndSite(day: marks.day, site: marks.site)
            found[place, default: DailyStatistics(day: place.day, site: place.site)].marks += marks.marks
        }
        return found.values.sorted { ($1.day, $0.site ?? "") < ($0.day, $1.site ?? "") }
    }
}

extension DailyStatistics {
    /// Adds comments that are alike.
    fileprivate mutating func add(_ tally: DayTally) {
        if let verdict = tally.verdict { verdicts[verdict, default: 0] += tally.comments }
        switch tally.label {
        case .spam:
            spam += tally.comments
            if tally.verdict != nil { judgedSpam += tally.comments }
            if tally.verdict == "ham" { spamCalledHam += tally.comments }
        case .ham:
            ham += tally.comments
            if tally.verdict != nil { judgedHam += tally.comments }
            if tally.verdict == "spam" { hamCalledSpam += tally.comments }
        case nil: break
        }
    }
}
