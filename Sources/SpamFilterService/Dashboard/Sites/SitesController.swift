import FeedbackStore
import HTTPTypes
import Hummingbird

/// `/model/sites`: the sites, and which of them are told when a verdict changes.
struct SitesController: Sendable {
    let dashboard: Dashboard
    var sender = WebhookSender()

    static let access: [String: RouteAccess] = [
        "GET /model/sites": .pageOfEverySite(.moderate),
        "POST /model/sites": .pageOfEverySite(.admin),
        "POST /model/sites/rotate": .pageOfEverySite(.admin),
        "POST /model/sites/test": .pageOfEverySite(.admin),
        "POST /model/sites/remove": .pageOfEverySite(.admin),
    ]

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self)
            .get("model/sites", use: show)
            .post("model/sites", use: register)
            .post("model/sites/rotate", use: rotate)
            .post("model/sites/test", use: test)
            .post("model/sites/remove", use: remove)
    }

    private var store: FeedbackStore { dashboard.filter.store }

    @Sendable
    private func show(_ request: Request, context: ServiceContext) async throws -> Response {
        try await page(request, context)
    }

    /// Registers where a site is told; the secret stands in the answer to the form, and no address leads to it again.
    @Sendable
    private func register(_ request: Request, context: ServiceContext) async throws -> Response {
        let webhook: Webhook
        switch WebhookForm(context.form).webhook {
        case .success(let read): webhook = read
        case .failure(let refusal): return try await page(request, context, refusal: refusal.reason)
        }
        let secret = try await store.register(webhook, source: context.access.source)
        guard webhook.kind == .signed else {
            let text =
                "\(SiteNames.words(webhook.site)) is told as Akismet does it, as soon as its client has named an address."
            return dashboard.redirect(to: "/model/sites", notice: PageNotice(text: text), context: context)
        }
        return try await page(request, context, issued: (webhook.site, secret))
    }

    @Sendable
    private func rotate(_ request: Request, context: ServiceContext) async throws -> Response {
        guard let (webhook, _) = try await store.webhook(ofSite: context.form["site"]), webhook.kind == .signed else {
            return try await page(request, context, refusal: Self.noSecret)
        }
        let secret = try await store.rotateSecret(ofSite: webhook.site, source: context.access.source)
        return try await page(request, context, issued: (webhook.site, secret))
    }

    /// Sends a notice that tells nothing, and says whether it was taken.
    @Sendable
    private func test(_ request: Request, context: ServiceContext) async throws -> Response {
        guard let (webhook, secrets) = try await store.webhook(ofSite: context.form["site"]), webhook.kind == .signed
        else {
            return try await page(request, context, refusal: Self.noSecret)
        }
        let place = webhook.url ?? webhook.authority
        var notice = PageNotice(text: "\(place) took the notice.")
        do {
            try await sender.test(webhook, secrets)
        } catch let failure as WebhookSender.Failure {
            notice = PageNotice(text: "\(place) did not take the notice:", failures: [failure.description])
        }
        return dashboard.redirect(to: "/model/sites", notice: notice, context: context)
    }

    @Sendable
    private func remove(_ request: Request, context: ServiceContext) async throws -> Response {
        guard let (webhook, _) = try await store.webhook(ofSite: context.form["site"]) else {
            return try await page(request, context, refusal: "That site is not told of anything.")
        }
        try await store.removeWebhook(ofSite: webhook.site, source: context.access.source)
        let notice = PageNotice(text: "\(SiteNames.words(webhook.site)) is not told any more.")
        return dashboard.redirect(to: "/model/sites", notice: notice, context: context)
    }

    private static let noSecret = "That site has no address to which signed notices go."

    private func page(
        _ request: Request,
        _ context: ServiceContext,
        issued: (site: String?, secret: [UInt8])? = nil,
        refusal: String? = nil
    ) async throws -> Response {
        let view = SitesView(
            try await store.siteTallies(),
            webhooks: try await store.webhooks(),
            issued: issued.map { SitesView.Issued(issuedTo: SiteNames.words($0.site), secret: $0.secret) },
            refusal: refusal,
            form: context.form,
            access: context.access
        )
        var response = dashboard.page(
            .sites,
            title: "Sites",
            section: .model,
            view,
            request: request,
            context: context
        )
        if refusal != nil { response.status = .unprocessableContent }
        return response
    }
}

/// How pages call sites.
enum SiteNames {
    static func words(_ site: String?) -> String { site ?? "Default site" }
}
