import FeedbackStore
import Logging
import ServiceLifecycle
import Synchronization

/// Delivers the notices in the outbox, each site's one after another, the sites beside each other.
///
/// A receiver that is slow or dead delays nothing but its own notices. What was begun when the service ends is begun again by
/// the next one: notices arrive at least once.
struct NoticeService: Service {
    let store: FeedbackStore
    let sender: WebhookSender
    let metrics: FilterMetrics
    let logger: Logger
    /// How often the outbox is looked at: one indexed query.
    var interval = Duration.seconds(1)

    /// The most sites that are told at the same time.
    private static let mostSites = 8
    /// The most notices of a site before others have their turn.
    private static let mostInARow = 50
    /// How long a notice that was taken is left to whoever took it, in milliseconds: longer than an attempt.
    static let patience: Int64 = 60_000
    /// How often notices are looked for that waited too long, counted in looks at the outbox.
    private static let looksPerTidying = 60
    /// How often addresses are written down that clients of the Akismet protocol have named, counted likewise.
    private static let looksPerCallback = 10

    func run() async {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                let busy = BusySites()
                var looks = 0
                while !Task.isCancelled {
                    if looks % Self.looksPerTidying == 0 { await tidy() }
                    if looks % Self.looksPerCallback == 0 { await noteCallbacks() }
                    looks += 1
                    for site in await dueSites() where busy.begin(site, most: Self.mostSites) {
                        group.addTask {
                            await deliverAll(ofSite: site)
                            busy.end(site)
                        }
                    }
                    try? await Task.sleep(for: interval)
                }
            }
        }
    }

    private func dueSites() async -> [Int64] {
        // Marks must not wait behind what would fail as well.
        guard store.failure == nil else { return [] }
        return await attempt { try await store.sitesWithDueNotices() } ?? []
    }

    private func deliverAll(ofSite site: Int64) async {
        for _ in 0..<Self.mostInARow where !Task.isCancelled {
            guard await attempt({ try await deliverNext(ofSite: site) }) == true else { return }
        }
    }

    /// Delivers the notice of a site that has been due for longest; whether there was one.
    func deliverNext(ofSite site: Int64) async throws -> Bool {
        guard let delivery = try await store.takeNotice(ofSite: site, patience: Self.patience) else { return false }
        do throws(WebhookSender.Failure) {
            try await send(delivery)
        } catch {
            try await note(error, delivery)
            return true
        }
        try await store.delivered(delivery)
        metrics.told(delivery.webhook.site, .delivered)
        if delivery.webhook.failures > 0 {
            logger.notice("A webhook takes notices again.", metadata: ["site": "\(delivery.webhook.site ?? "")"])
        }
        return true
    }

    private func send(_ delivery: NoticeDelivery) async throws(WebhookSender.Failure) {
        do {
            try await sender.deliver(delivery)
        } catch let failure as WebhookSender.Failure {
            throw failure
        } catch {
            throw .unreachable
        }
    }

    private func note(_ failure: WebhookSender.Failure, _ delivery: NoticeDelivery) async throws {
        // Who was asked to end says nothing about the receiver: the notice stays as it was taken.
        if Task.isCancelled { return }
        let (now, webhook) = (sender.clock(), delivery.webhook)
        let retryAt = RetrySchedule.retryAt(delivery.notice, after: failure, now: now)
        let pause = RetrySchedule.pauseUntil(failure, failures: webhook.failures, now: now)
        try await store.failed(
            delivery,
            DeliveryFailure(reason: failure.description, retryAt: retryAt, pauseUntil: pause)
        )
        metrics.told(webhook.site, retryAt == nil ? .givenUp : .failed)
        // One line when it begins, not one for each attempt.
        guard webhook.failures == 0 || retryAt == nil else { return }
        logger.warning(
            retryAt == nil ? "A notice was given up." : "A webhook does not take its notices; trying again.",
            metadata: ["site": "\(webhook.site ?? "")", "reason": "\(failure)"]
        )
    }

    /// Writes down where the clients of sites want to be told that are told as Akismet does it.
    func noteCallbacks() async {
        guard store.failure == nil else { return }
        _ = await attempt {
            for webhook in try await store.webhooks() where webhook.kind == .akismet {
                guard let site = webhook.site, let address = sender.keys.callback(ofSite: site),
                    address.authority == webhook.authority, address.url != webhook.url
                else { continue }
                try await store.setCallback(address.url, ofSite: site)
            }
        }
    }

    /// Gives up what waited too long.
    func tidy() async {
        guard store.failure == nil else { return }
        var dropped = 0
        while true {
            let some = await attempt {
                try await store.dropNotices(olderThan: RetrySchedule.greatestAge, beyond: RetrySchedule.mostNotices)
            }
            guard let some, some > 0 else { break }
            dropped += some
        }
        guard dropped > 0 else { return }
        logger.warning("Notices were given up that waited too long.", metadata: ["notices": "\(dropped)"])
    }

    private func attempt<Value: Sendable>(_ body: () async throws -> Value) async -> Value? {
        do {
            return try await body()
        } catch {
            // What the database itself suffers from is logged once, by who watches it.
            if store.failure == nil, !Task.isCancelled {
                logger.warning("The outbox could not be read or written.", metadata: ["error": "\(error)"])
            }
            return nil
        }
    }
}

/// The sites that are being told.
private final class BusySites: Sendable {
    private let sites = Mutex<Set<Int64>>([])

    /// Whether a site may be told now: nobody does it yet, and not too many others are.
    func begin(_ site: Int64, most: Int) -> Bool {
        sites.withLock { $0.count < most && $0.insert(site).inserted }
    }

    func end(_ site: Int64) { sites.withLock { _ = $0.remove(site) } }
}
