import FeedbackStore

/// When a notice that did not arrive is tried again, and when it is given up.
enum RetrySchedule {
    /// Seconds from one attempt to the next: the first soon, for a receiver that is being restarted, the last far apart, for
    /// one whose operator sleeps.
    private static let pauses: [Int64] = [10, 60, 300, 1_800, 7_200, 21_600, 43_200, 86_400]
    /// Seconds that no notice of a site is tried after so many failures in a row.
    private static let sitePauses: [Int64] = [5, 10, 30, 60, 300, 900, 3_600]

    /// The most attempts for one notice.
    static let mostAttempts = pauses.count + 1
    /// The greatest age of a notice, in milliseconds: three days.
    static let greatestAge: Int64 = 3 * 86_400_000
    /// The most notices that wait, all sites together, to within what is marked in a second.
    static let mostNotices = 10_000

    /// When a notice is tried again, in milliseconds since 1970; `nil` to give it up.
    ///
    /// Every pause is longer or shorter by up to a fifth. How much follows from the notice's random name, so that what failed
    /// together does not come back together.
    static func retryAt(_ notice: Notice, after failure: WebhookSender.Failure, now: Int64) -> Int64? {
        guard now - notice.madeAt < greatestAge else { return nil }
        // Nothing was sent: the notice waits for the site's next call.
        if failure == .keyUnknown { return now + pauses[0] * 1_000 }
        guard notice.attempts < mostAttempts else { return nil }
        let pause = pauses[max(notice.attempts, 1) - 1] * 1_000
        let share = notice.id.description.utf8.suffix(8).reduce(0) { ($0 * 31 + Int64($1)) % 401 }
        return now + pause * (800 + share) / 1_000
    }

    /// Until when a site is left alone, in milliseconds since 1970; `nil` if only the notice is at fault.
    ///
    /// - Parameters:
    ///   - failure: Why the attempt failed.
    ///   - failures: How many attempts failed in a row before.
    ///   - now: The time, in milliseconds since 1970.
    /// - Returns: The time.
    static func pauseUntil(_ failure: WebhookSender.Failure, failures: Int, now: Int64) -> Int64? {
        if case .status(let status) = failure, status < 500, status != 429, status != 408 { return nil }
        return now + sitePauses[min(failures, sitePauses.count - 1)] * 1_000
    }
}
