import FeedbackStore
import HTTPTypes
import Hummingbird
import SpamClassifier

/// `/1.1/…` and `/1.2/…`: the protocol of Akismet, so that its plugins and libraries work with this service unchanged.
///
/// Every version 1.x has every route. All take GET and POST, with fields in the body or in the query.
struct AkismetController: Sendable {
    let filter: SpamFilter
    let keys: AkismetKeys
    let options: AkismetOptions

    /// Every version 1.x.
    static let path: RouterPath = "1.{minor}"

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        let routes = RouteCollection(context: ServiceContext.self)
        let handlers: [(RouterPath, @Sendable (Request, ServiceContext) async throws -> Response)] = [
            ("comment-check", check), ("submit-spam", submitSpam), ("submit-ham", submitHam),
            ("verify-key", keyed(verifyKey, refusal: withoutKey)), ("get-subscription", keyed(subscription)),
            ("token", keyed(token)), ("deactivate", keyed(deactivate)), ("get-stats", keyed(statistics)),
            ("usage-limit", keyed(usage)), ("key-sites", keyed(keySites)), ("test", test),
            ("compatible-plugins", compatiblePlugins), ("verify-wpcom-key", connectedAccount),
        ]
        for (path, handler) in handlers {
            routes.get(path, use: handler)
            routes.post(path, use: handler)
        }
        return routes
    }

    /// A call with a good key.
    struct Call: Sendable {
        let form: AkismetForm
        let grant: AkismetKeys.Grant

        /// The site that the call is about: the key's own, or else the one that it names.
        var site: String? { grant.site ?? form["blog"].flatMap(SiteAddress.init)?.name }
    }

    /// A handler that is reached with a good key only; everybody else is told `invalid`.
    private func keyed(
        _ handler: @escaping @Sendable (Call) async throws -> AkismetAnswer,
        refusal: @escaping @Sendable (AkismetForm) -> AkismetAnswer = { _ in .invalid }
    ) -> @Sendable (Request, ServiceContext) async throws -> Response {
        { request, context in
            let form = try await AkismetForm(request, context: context)
            guard let grant = try keys.grant(form.key) else { return refusal(form).response }
            let call = Call(form: form, grant: grant)
            remember(call)
            return try await handler(call).response
        }
    }

    /// Remembers by which key, and where, a site takes notices.
    ///
    /// A key that is for any site does not take the place of the site's own as long as that is good.
    func remember(_ call: Call) {
        guard let key = call.form.key, let site = call.site else { return }
        if call.grant.site == nil, let own = filter.akismetKeyring.key(ofSite: site), own != key,
            (try? keys.grant(own))?.site == site
        {
            return
        }
        filter.akismetKeyring.remember(key, callback: call.form["callback"], ofSite: site)
    }

    @Sendable
    private func submitSpam(_ request: Request, context: ServiceContext) async throws -> Response {
        try await keyed { try await report($0, as: .spam) }(request, context)
    }

    @Sendable
    private func submitHam(_ request: Request, context: ServiceContext) async throws -> Response {
        try await keyed { try await report($0, as: .ham) }(request, context)
    }

    /// Learns a report; the mark is on disk and in force when the thanks arrive.
    ///
    /// Tests are thanked for and not learnt; a key that may only have comments judged is of no use here.
    private func report(_ call: Call, as label: Label) async throws -> AkismetAnswer {
        let comment = call.form.comment(of: call.site)
        guard call.grant.role >= .moderate else { return .invalid }
        guard !call.form.flag("is_test"), !TestMarkers.callForSpam(comment) else { return .thanks }
        _ = try await filter.report(comment, as: label)
        return .thanks
    }
}
