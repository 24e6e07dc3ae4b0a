import FeedbackStore
import Foundation

/// What was counted: verdicts and the marks on their comments, also of comments that are gone since.
extension AkismetController {
    /// `60-days` by day, `6-months` or everything by month.
    func statistics(_ call: Call) async throws -> AkismetAnswer {
        let now = Date()
        let spans: [StatisticsSpan]
        switch call.form["from"] {
        case "60-days": spans = StatisticsSpan.last(60, .day, until: now)
        case "6-months": spans = StatisticsSpan.last(6, .month, until: now)
        default:
            let first = try await filter.store.firstDay().map { Date(timeIntervalSince1970: Double($0) / 1000) }
            spans = StatisticsSpan.months(from: first ?? now, to: now)
        }
        let sites: CommentQuery.Sites = call.site.map { .only($0) } ?? .all
        var counted: [(span: StatisticsSpan, tallies: [Tally])] = []
        for span in spans {
            counted.append((span, try await filter.store.tallies(of: sites, in: span.milliseconds)))
        }
        return try AkismetAnswer(json: SiteStatisticsBody(counted))
    }

    /// How many comments were judged this month.
    func usage(_ call: Call) async throws -> AkismetAnswer {
        let month = StatisticsSpan(.month, at: Date())
        let calls = try await tallies(call, in: month).reduce(0) { $0 + $1.calls }
        return try AkismetAnswer(json: UsageBody(usage: calls, isExtended: call.form.flag("extended")))
    }

    /// The sites of the key in one month, as JSON or as CSV.
    func keySites(_ call: Call) async throws -> AkismetAnswer {
        let month = call.form["month"].flatMap(StatisticsSpan.init(month:)) ?? StatisticsSpan(.month, at: Date())
        let tallies = try await tallies(call, in: month)
        let sites = KeySites(tallies, month: month?.name ?? "", call.form)
        guard call.form["format"]?.lowercased() == "csv" else { return try AkismetAnswer(json: sites) }
        return AkismetAnswer(sites.csv(key: call.form.key ?? ""), type: "text/csv; charset=utf-8")
    }

    /// What a key has counted: that of its own site, or of all sites if it is for any.
    private func tallies(_ call: Call, in span: StatisticsSpan?) async throws -> [Tally] {
        guard let span else { return [] }
        return try await filter.store.tallies(of: call.grant.site.map { .only($0) } ?? .all, in: span.milliseconds)
    }
}
