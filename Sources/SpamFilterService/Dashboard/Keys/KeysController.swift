import FeedbackStore
import HTTPTypes
import Hummingbird

/// `/model/keys`: who may ask the service for what.
struct KeysController: Sendable {
    let dashboard: Dashboard

    static let access: [String: RouteAccess] = [
        "GET /model/keys": .pageOfEverySite(.admin),
        "POST /model/keys": .pageOfEverySite(.admin),
        "POST /model/keys/revoke": .pageOfEverySite(.admin),
    ]

    /// The routes of this controller.
    var endpoints: RouteCollection<ServiceContext> {
        RouteCollection(context: ServiceContext.self)
            .get("model/keys", use: show)
            .post("model/keys", use: create)
            .post("model/keys/revoke", use: revoke)
    }

    @Sendable
    private func show(_ request: Request, context: ServiceContext) async throws -> Response {
        try await page(request, context)
    }

    /// The secret stands in the answer to the form itself, and nowhere else: no address leads to it again.
    @Sendable
    private func create(_ request: Request, context: ServiceContext) async throws -> Response {
        let form = context.form
        let kind = AccessKey.Kind(rawValue: form["kind"] ?? "") ?? .bearer
        guard let role = Role(rawValue: form["role"] ?? "") else {
            return try await page(request, context, refusal: "Choose what the key may do.")
        }
        // Whoever makes the first key is asked for it from the next page on, and must be let in with it.
        if context.access.keyID == nil, kind != .bearer || role != .admin || form["site"] != nil {
            return try await page(request, context, refusal: Self.firstKey)
        }
        guard [form["name"], form["site"]].compactMap(\.self).allSatisfy(Self.isUsable) else {
            let refusal = "A name, of a key or a site, has 1 to 64 characters and no control characters."
            return try await page(request, context, refusal: refusal)
        }
        let issued = try await dashboard.filter.store.createKey(
            kind,
            role: role,
            site: form["site"],
            name: form["name"],
            source: context.access.source
        )
        return try await page(request, context, issued: issued)
    }

    private static func isUsable(_ name: String) -> Bool {
        (1...64).contains(name.count)
            && name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    private static let firstKey =
        "The first key must be a bearer key of the role “admin” for all sites: from then on this page asks for it."

    @Sendable
    private func revoke(_ request: Request, context: ServiceContext) async throws -> Response {
        guard let id = context.form["key"].flatMap({ Int64($0) }) else {
            return try await page(request, context, refusal: "Choose a key to revoke.")
        }
        guard id != context.access.keyID else {
            let refusal = "This is the key that you are logged in with: log in with another one to revoke it."
            return try await page(request, context, refusal: refusal)
        }
        guard try await dashboard.filter.store.keys().contains(where: { $0.id == id }) else {
            return try await page(request, context, refusal: "There is no key with that number.")
        }
        let key = try await dashboard.filter.store.revokeKey(id, source: context.access.source)
        let notice = PageNotice(text: "“\(key.holder)” is revoked: nobody is let in with it any more.")
        return dashboard.redirect(to: "/model/keys", notice: notice, context: context)
    }

    private func page(
        _ request: Request,
        _ context: ServiceContext,
        issued: IssuedKey? = nil,
        refusal: String? = nil
    ) async throws -> Response {
        let view = KeysView(
            try await dashboard.filter.store.keys(),
            issued: issued,
            refusal: refusal,
            form: context.form,
            access: context.access
        )
        var response = dashboard.page(
            .keys,
            title: "Keys",
            section: .model,
            view,
            request: request,
            context: context
        )
        if refusal != nil { response.status = .unprocessableContent }
        return response
    }
}
