import HTTPTypes
import Hummingbird
import NIOCore

extension Dashboard {
    /// Answers with a page.
    ///
    /// - Parameters:
    ///   - template: What the page looks like; it begins with `{{<layout}}` and calls the view `page`.
    ///   - title: The page's title and heading.
    ///   - section: The part of the dashboard that the navigation shows as current.
    ///   - view: A value whose stored properties are what the template names.
    ///   - request: The request that is answered.
    ///   - context: Who asks.
    /// - Returns: The answer; ``PageMiddleware`` adds the headers that every page has.
    func page(
        _ template: PageTemplate,
        title: String,
        section: PageSection? = nil,
        _ view: some Sendable,
        request: Request,
        context: ServiceContext
    ) -> Response {
        let notice = request.uri.queryParameters["notice"].flatMap { notices[String($0), for: context.access] }
        let frame = PageFrame(
            title: title,
            section: section,
            access: context.access,
            token: sessions.seal.formToken(of: context.session),
            notice: notice
        )
        let html = template.render(PageView(frame: frame, page: view))
        return Response(
            status: .ok,
            headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: html))
        )
    }

    /// Sends the visitor on after a form, to a page of the dashboard that tells what became of it.
    func redirect(to path: String, notice: PageNotice, context: ServiceContext) -> Response {
        let token = notices.post(notice, for: context.access)
        let separator = path.contains("?") ? "&" : "?"
        return .redirect(to: "\(path)\(separator)notice=\(token)", type: .normal)
    }
}

extension Request {
    /// Whether a browser asks for something to show.
    var wantsPage: Bool {
        guard headers[.accept]?.contains("text/html") == true else { return false }
        return !["/v1/", "/1.1/", "/1.2/"].contains { uri.path.hasPrefix($0) }
    }
}
