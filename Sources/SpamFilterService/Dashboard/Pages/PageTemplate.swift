import Mustache

/// The templates, compiled in; the raw value is the name that templates call one another by.
enum PageTemplate: String, CaseIterable, Sendable {
    case layout, login, problem, queue, erase, comment
    case overview, model, evaluation, work, suspects, erasures, keys, sites, audit, privacy
    /// Parts of pages.
    case table, chart, paging, tabs, token

    private var bytes: [UInt8] {
        switch self {
        case .layout: PackageResources.layout_mustache
        case .login: PackageResources.login_mustache
        case .problem: PackageResources.problem_mustache
        case .queue: PackageResources.queue_mustache
        case .erase: PackageResources.erase_mustache
        case .comment: PackageResources.comment_mustache
        case .overview: PackageResources.overview_mustache
        case .model: PackageResources.model_mustache
        case .evaluation: PackageResources.evaluation_mustache
        case .work: PackageResources.work_mustache
        case .suspects: PackageResources.suspects_mustache
        case .erasures: PackageResources.erasures_mustache
        case .keys: PackageResources.keys_mustache
        case .sites: PackageResources.sites_mustache
        case .audit: PackageResources.audit_mustache
        case .privacy: PackageResources.privacy_mustache
        case .tabs: PackageResources.tabs_mustache
        case .table: PackageResources.table_mustache
        case .chart: PackageResources.chart_mustache
        case .paging: PackageResources.paging_mustache
        case .token: PackageResources.token_mustache
        }
    }

    /// The text of the template.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Renders a view; everything in it is escaped.
    func render(_ view: PageView) -> String {
        guard let text = Self.library.render(ViewFields(view), withTemplate: rawValue) else {
            preconditionFailure("the template \(rawValue) is in the library")
        }
        return text
    }

    private static let library: MustacheLibrary = {
        MustacheContentTypes.register(PageEscaping(), named: PageEscaping.name)
        var library = MustacheLibrary()
        for template in allCases {
            do {
                // A partial goes back to the library's own escaping unless it says otherwise, so each template says so.
                let text = "{{% CONTENT_TYPE:\(PageEscaping.name)}}" + template.text
                try library.register(text, named: template.rawValue)
            } catch {
                preconditionFailure("the template \(template.rawValue) cannot be read: \(error)")
            }
        }
        return library
    }()
}
